// What the reader can choose: sites, kinds, rules of their own.

import { translate } from "../shared.js";
import * as kinds from "./kinds.js";
import * as rules from "./rules.js";
import * as sites from "./sites.js";

translate();
await Promise.all([sites.show(), kinds.show(), rules.show()]);
document.body.dataset.ready = "";

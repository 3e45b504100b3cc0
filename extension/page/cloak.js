// Keeps a page unseen from its start until the first answer of the core has been applied, so that
// nothing flashes up and goes. A page that was cleaned as it arrived may still hold boxes that only
// the live page can tell from what the reader called.
//
// The danger is a page that stays blank. So the veil ends by itself, twice over: by a timer here
// and, should this script die, by the animation in the sheet.

(() => {
  const LONGEST = 1200;
  const faircopy = (globalThis.faircopy ??= {});
  if (faircopy.uncloak) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    "@keyframes faircopy-uncloak { to { opacity: 1 } }" +
      `:root > body { opacity: 0; animation: faircopy-uncloak 1ms ${LONGEST}ms forwards }`,
  );
  faircopy.uncloak = () => {
    const sheets = document.adoptedStyleSheets;
    const at = sheets.indexOf(sheet);
    if (at >= 0) sheets.splice(at, 1);
  };
  try {
    document.adoptedStyleSheets.push(sheet);
    setTimeout(faircopy.uncloak, LONGEST);
  } catch {
    // No constructed sheets in this world: the page is shown as it comes.
  }
})();

// Types only, not shipped: the one name that the content scripts of a page share.

declare global {
  var faircopy: any;
}
export {};

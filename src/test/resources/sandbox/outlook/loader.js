// For a browser that does not know this sandbox's Outlook by Microsoft's names: the same two scripts from here. Written into
// the page as it is read, so that the page's own next script finds Office, as it would behind the real address.
(() => {
  const here = document.currentScript.src.replace(/page\/loader\.js.*$/, "");
  document.write(`<script src="${here}page/supplement.js"><\/script><script src="${here}lib/1/hosted/office.js"><\/script>`);
})();

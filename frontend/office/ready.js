// Runs right after office.js: gives history back and lets Outlook know at once that the add-in lives.
(function () {
  window.tandemRestoreHistory();
  const absent = { host: null, platform: null };
  window.officeReady = window.Office ? window.Office.onReady() : Promise.resolve(absent);
})();

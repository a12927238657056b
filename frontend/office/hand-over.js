// The last page of the sign-in window: gives its one-time code to the pane that opened it.
(function () {
  const message = JSON.stringify({ code: document.body.dataset.code });
  delete document.body.dataset.code;
  window.officeReady.then(function () {
    if (new URLSearchParams(location.search).has('_host_Info')) {
      // Only a pane of ours hears it; an older Outlook lets no other page hear it by itself.
      const office = window.Office;
      if (office.context.requirements.isSetSupported('DialogOrigin', '1.1')) {
        office.context.ui.messageParent(message, { targetOrigin: location.origin });
      } else {
        office.context.ui.messageParent(message);
      }
    } else if (window.opener) {
      window.opener.postMessage(message, location.origin);
    }
  });
})();

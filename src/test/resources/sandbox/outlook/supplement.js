// Stands in for MicrosoftAjax.js, which office.js asks for in the add-in's page: the few members it touches. It also brings
// what Outlook of today offers there and the library's npm build is too old for: officeTheme, and the bridge for nested
// app authentication. Both speak with the host over a line of their own.
(() => {
  "use strict";
  if (!window.Sys) {
    window.Type = Function;
    Type.registerNamespace = (name) => name.split(".").reduce((outer, part) => (outer[part] ??= {}), window);
    Type.registerClass = () => undefined;
    Type.prototype.registerClass = () => undefined;
    Function._validateParams = () => null;
    Function._validateParameter = () => null;
    window.Sys = {
      StringBuilder: class {},
      Debug: { trace: () => undefined },
      Serialization: { JavaScriptSerializer: { serialize: JSON.stringify, deserialize: JSON.parse } },
    };
    for (const kind of ["argument", "argumentNull", "argumentOutOfRange", "argumentType", "create", "invalidOperation", "parameterCount", "notImplemented"]) {
      Error[kind] = (name, text) => new Error(`${kind}: ${text || name}`);
    }
  }

  const frame = hosted();
  if (!frame) {
    return;
  }
  const line = new MessageChannel();
  const listeners = new Set();
  let theme = frame.supplement.theme;
  line.port1.onmessage = ({ data }) => {
    if (data.theme) {
      theme = data.theme;
    } else if (data.nested) {
      listeners.forEach((listener) => listener(data.nested));
    }
  };
  parent.postMessage({ outlookSupplement: true }, frame.xdmInfo.split("|")[2], [line.port2]);
  if (frame.supplement.nested) {
    window.nestedAppAuthBridge = {
      addEventListener: (type, listener) => listeners.add(listener),
      removeEventListener: (type, listener) => listeners.delete(listener),
      postMessage: (text) => line.port1.postMessage({ nested: text }),
    };
  }
  // The context is handed over through this one function; newer builds hand it over with the theme.
  withTheme();

  function hosted() {
    try {
      const named = JSON.parse(window.name);
      return window.parent !== window && named.xdmInfo && named.supplement ? named : null;
    } catch {
      return null;
    }
  }

  function withTheme() {
    const factory = window.OSF?._OfficeAppFactory;
    if (!factory) {
      addEventListener("DOMContentLoaded", withTheme, { once: true });
      return;
    }
    const hand = factory.setContext;
    factory.setContext = (context) => {
      if (context) {
        Object.defineProperty(context, "officeTheme", { get: () => theme, enumerable: true, configurable: true });
      }
      return hand.call(factory, context);
    };
  }
})();

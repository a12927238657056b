// One page of an add-in in a frame, spoken to in the messages of office.js. What they look like was learnt from the library's
// readable sources and by running it; Microsoft documents none of it.
const REQUEST = 0;
const RESPONSE = 1;
const INVOKE = 0;
const REGISTER = 1;
const DENIED = -5;
const OUTLOOK_ON_THE_WEB = 64;
const RIGHTS =
  "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals allow-top-navigation-by-user-activation";

export class Channel {
  // options: url, title, locale, context (facts for the page's start), initial() (the item's data), execute(id, parameters),
  // theme, nested, and, all optional, completed(command), closed(), nestedCall(text), registered(event)
  constructor(options) {
    this.options = options;
    this.conversation = "conv-" + crypto.randomUUID();
    this.control = crypto.randomUUID() + "_1";
    this.events = new Map();
    const address = new URL(options.url);
    this.origin = address.origin;
    const info = ["Outlook", "Web", "16.01", options.locale, crypto.randomUUID(), "", "", 0].join("$");
    address.searchParams.append("_host_Info", info);
    this.frame = document.createElement("iframe");
    this.frame.title = options.title;
    this.frame.setAttribute("sandbox", RIGHTS);
    this.frame.name = JSON.stringify({
      baseFrameName: "addin",
      hostInfo: info,
      xdmInfo: [this.conversation, this.control, location.origin].join("|"),
      serializerVersion: 1,
      flights: "[]",
      supplement: { theme: options.theme, nested: options.nested },
    });
    this.frame.src = address.href.replace(/%24/g, "$");
    this.hear = (event) => this.heard(event);
    addEventListener("message", this.hear);
  }

  // Put the frame into the page; its name and address must stand before that.
  open(place) {
    place.replaceChildren(this.frame);
    return this;
  }

  close() {
    removeEventListener("message", this.hear);
    this.frame.remove();
    this.line?.close();
  }

  listens(event) {
    return this.events.has(event);
  }

  // Delivers an event if the page asked for it; says whether it had.
  fire(event, data) {
    if (!this.listens(event)) {
      return false;
    }
    this.post({ _messageType: RESPONSE, _actionName: event, _conversationId: this.conversation, _correlationId: this.events.get(event), _errorCode: 0, _responseType: 1, _data: data });
    return true;
  }

  supply(message) {
    this.line?.postMessage(message);
  }

  heard(event) {
    if (event.source !== this.frame.contentWindow || event.origin !== this.origin) {
      return;
    }
    if (event.data?.outlookSupplement) {
      this.line = event.ports[0];
      this.line.onmessage = ({ data }) => this.options.nestedCall?.(data.nested);
      return;
    }
    let request;
    try {
      request = JSON.parse(event.data);
    } catch {
      return; // the page's own messages are none of ours
    }
    if (request?._messageType === REQUEST && request._conversationId === this.conversation) {
      this.asked(request);
    }
  }

  async asked(request) {
    const { _actionType: kind, _actionName: action } = request;
    if (kind !== INVOKE) {
      kind === REGISTER ? this.events.set(action, request._correlationId) : this.events.delete(action);
      this.answer(request, { Error: 0 });
      if (kind === REGISTER) {
        this.options.registered?.(action);
      }
      return;
    }
    try {
      this.answer(request, await this.done(action, request._data));
    } catch {
      this.answer(request, null, DENIED);
    }
  }

  async done(action, data) {
    switch (action) {
      case "ContextActivationManager_getAppContextAsync":
        this.events.clear(); // the page starts, perhaps again
        return this.context();
      case "GetInitialData":
        return this.options.initial();
      case "ExecuteMethod":
        return this.options.execute(data.MethodData.DispatchId, data.ApiParams ?? {});
      case "executeMethod":
        return this.dda(data);
      default:
        return null;
    }
  }

  async context() {
    const { locale, context } = this.options;
    return {
      _id: this.control,
      _appName: OUTLOOK_ON_THE_WEB,
      _appVersion: "16.01",
      _appUILocale: locale,
      _dataLocale: locale,
      _docUrl: location.origin,
      _clientMode: 0,
      _settings: await context.settings(),
      _reason: "documentOpened",
      _osfControlType: 1,
      _eToken: "",
      _correlationId: crypto.randomUUID(),
      _appInstanceId: crypto.randomUUID(),
      _appMinorVersion: 1,
      _requirementMatrix: JSON.stringify(context.sets),
      _hostFullVersion: "16.0.15201.0",
      _clientWindowHeight: innerHeight,
      _clientWindowWidth: innerWidth,
      _addinName: context.name,
      _appDomains: context.domains,
    };
  }

  // Calls of the layer below Outlook's own.
  dda(data) {
    const id = data.DdaMethod?.DispatchId;
    if (id === 94) {
      this.options.completed?.({ command: data[0], status: data[1], result: JSON.parse(data[2] || "{}").completedContext });
    } else if (id === 97) {
      this.options.closed?.();
    } else if (id === 98) {
      return { Version: 1, Error: 13012 }; // getAccessToken: this platform does not have it, nested app authentication it is
    }
    return { Version: 1, Error: 0 };
  }

  answer(request, data, error = 0) {
    this.post({ _messageType: RESPONSE, _actionName: request._actionName, _conversationId: request._conversationId, _correlationId: request._correlationId, _errorCode: error, _responseType: 0, _data: data });
  }

  post(message) {
    this.frame.contentWindow?.postMessage(JSON.stringify({ _serializerVersion: 1, _origin: location.origin, ...message }), this.origin);
  }
}

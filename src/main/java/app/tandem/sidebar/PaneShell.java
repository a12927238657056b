package app.tandem.sidebar;

import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.shared.communication.PushMode;
import com.vaadin.flow.shared.ui.Transport;

/** What holds for every page of Vaadin's: answers come by push; where a proxy forbids web sockets, by long polling (pane U-51). */
@Push(value = PushMode.AUTOMATIC, transport = Transport.WEBSOCKET_XHR)
public class PaneShell implements AppShellConfigurator {}

package app.tandem.sandbox.login;

import app.tandem.sandbox.kernel.CutValve;
import app.tandem.sandbox.kernel.Handler;
import app.tandem.sandbox.kernel.HandlerServlet;
import app.tandem.sandbox.kernel.SandboxServer;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Supplier;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.http.Rfc6265CookieProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.core.Ordered;

/**
 * A Spring context with a Tomcat, Spring Security and nothing else. It is put together by hand: auto-configuration
 * would find Tandem's own dependencies on the class path.
 */
final class LoginServer implements AutoCloseable {

    /**
     * What a login server is made of.
     *
     * @param security a configuration class with a {@code SecurityFilterChain}; it gets the parts injected
     * @param parts singletons for it
     * @param pages everything the security chain leaves alone
     * @param more further connectors, made when the server starts
     */
    record Plan(
            String name,
            int port,
            Class<?> security,
            List<Object> parts,
            KernelFilter filter,
            Handler pages,
            List<Supplier<Connector>> more) {}

    private final AnnotationConfigServletWebServerApplicationContext context =
            new AnnotationConfigServletWebServerApplicationContext();

    private LoginServer(Plan plan) {
        DefaultListableBeanFactory beans = context.getDefaultListableBeanFactory();
        plan.parts().forEach(part -> beans.registerSingleton(part.getClass().getName(), part));
        context.registerBean(TomcatServletWebServerFactory.class, () -> factory(plan));
        context.registerBean("kernelFilter", FilterRegistrationBean.class, () -> {
            FilterRegistrationBean<KernelFilter> registration = new FilterRegistrationBean<>(plan.filter());
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return registration;
        });
        context.registerBean(
                "pages",
                ServletRegistrationBean.class,
                () -> new ServletRegistrationBean<>(new HandlerServlet(plan.pages()), "/*"));
        context.register(plan.security());
        context.refresh();
    }

    static LoginServer start(Plan plan) {
        return new LoginServer(plan);
    }

    /** The loopback port of the first connector. */
    int port() {
        return context.getWebServer().getPort();
    }

    /** The loopback port of a further connector. */
    int port(int index) {
        Connector[] connectors = ((TomcatWebServer) context.getWebServer())
                .getTomcat()
                .getService()
                .findConnectors();
        return connectors[index].getLocalPort();
    }

    @Override
    public void close() {
        context.close();
    }

    private static TomcatServletWebServerFactory factory(Plan plan) {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(plan.port());
        factory.setAddress(InetAddress.getLoopbackAddress());
        factory.addConnectorCustomizers(SandboxServer::loopback);
        factory.addEngineValves(new CutValve());
        plan.more().forEach(connector -> factory.addAdditionalConnectors(connector.get()));
        factory.addContextCustomizers(web -> {
            // Cookies know no ports: every server of the sandbox on this host needs a name of its own.
            web.setSessionCookieName(plan.name() + "_session");
            Rfc6265CookieProcessor cookies = new Rfc6265CookieProcessor();
            cookies.setSameSiteCookies("lax");
            web.setCookieProcessor(cookies);
        });
        return factory;
    }
}

package app.tandem.sandbox.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.util.UriComponentsBuilder;

/** A browser's way through the sign-in pages: where it wanted to go, and who it is signed in as. */
final class SignIn {

    private static final String FLOWS = SignIn.class.getName() + ".flows";
    private static final String EPOCH = SignIn.class.getName() + ".epoch";
    /** What sign-in has answered and must not ask again. */
    private static final Set<String> ANSWERED = Set.of("prompt", "login_hint", "domain_hint");

    private final InstantSource clock;
    private volatile Object epoch = new Object();

    SignIn(InstantSource clock) {
        this.clock = clock;
    }

    /** Somebody who gave a password at that time. */
    static Authentication authenticated(String user, Instant at) {
        return UsernamePasswordAuthenticationToken.authenticated(
                user,
                null,
                List.of(FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)
                        .issuedAt(at)
                        .build()));
    }

    /** All sessions of before are signed out. */
    void forgetAll() {
        epoch = new Object();
    }

    /** Who is signed in in this browser, if that is still good. */
    Optional<String> user(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null || session.getAttribute(EPOCH) != epoch ? Optional.empty() : Caller.signedIn(request);
    }

    /** Signs somebody in. */
    void in(HttpServletRequest request, String user) {
        HttpSession session = request.getSession(true);
        request.changeSessionId();
        session.setAttribute(EPOCH, epoch);
        session.setAttribute(
                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                new SecurityContextImpl(authenticated(user, clock.instant())));
    }

    /** Signs this browser out. */
    void out(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** Remembers the request that has to wait for a sign-in; answers the name to ask for it again. */
    String begin(HttpServletRequest request) {
        String flow = Codes.random(12);
        HttpSession session = request.getSession(true);
        Map<String, Map<String, String>> flows = new HashMap<>(flows(session));
        Map<String, String> wanted = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> wanted.put(name, values[0]));
        wanted.put("", request.getRequestURI());
        flows.put(flow, wanted);
        session.setAttribute(FLOWS, flows);
        return flow;
    }

    /** A parameter of the request that waits. */
    @Nullable
    String wanted(HttpServletRequest request, String flow, String parameter) {
        return flow(request, flow).map(wanted -> wanted.get(parameter)).orElse(null);
    }

    /** Whether the browser has such a request waiting. */
    boolean waits(HttpServletRequest request, @Nullable String flow) {
        return flow != null && flow(request, flow).isPresent();
    }

    /** The address to go on with after sign-in. */
    String resume(HttpServletRequest request, String flow) {
        Map<String, String> wanted = flow(request, flow).orElseThrow();
        String query = wanted.entrySet().stream()
                .filter(entry -> !entry.getKey().isEmpty() && !ANSWERED.contains(entry.getKey()))
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        String consent = wanted.getOrDefault("prompt", "").contains("consent") ? "&prompt=consent" : "";
        return wanted.get("") + "?" + query + consent;
    }

    /** The address that starts the same request over with a fresh sign-in. */
    static String asSomebodyElse(OAuth2AuthorizationRequest asked) {
        return UriComponentsBuilder.fromUriString(asked.getAuthorizationRequestUri())
                .replaceQueryParam("prompt", "select_account")
                .replaceQueryParam("login_hint")
                .build(true)
                .toUriString();
    }

    private static Optional<Map<String, String>> flow(HttpServletRequest request, String flow) {
        HttpSession session = request.getSession(false);
        return session == null
                ? Optional.empty()
                : Optional.ofNullable(flows(session).get(flow));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, String>> flows(HttpSession session) {
        Object flows = session.getAttribute(FLOWS);
        return flows == null ? Map.of() : (Map<String, Map<String, String>>) flows;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

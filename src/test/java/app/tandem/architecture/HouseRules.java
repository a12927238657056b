package app.tandem.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rules, for the house below a base package: the product's own, and the planted one that breaks each of them. */
final class HouseRules {

    private final String base;

    HouseRules(String base) {
        this.base = base;
    }

    /** All rules by name. */
    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("plannersArePure", plannersArePure());
        rules.put("salesforceTypesStayInTheirAdapter", only("com.sforce..", "crm.salesforce"));
        rules.put("graphTypesStayInTheirAdapter", only("com.microsoft.graph..", "mailbox.graph"));
        rules.put("vaadinStaysInItsModules", vaadinStaysInItsModules());
        rules.put("httpClientStaysInPlatformAndAdapters", httpStaysAtTheEdges());
        rules.put("timeAndChanceComeFromThePlatform", timeAndChanceComeFromThePlatform());
        rules.put("edgesOpenNoTransactions", edgesOpenNoTransactions());
        rules.put("repositoriesAreAskedForATenant", repositoriesAreAskedForATenant());
        rules.put("secretsAreSeenByFew", secretsAreSeenByFew());
        rules.put("foreignMarkupGoesThroughSafehtml", foreignMarkupGoesThroughSafehtml());
        rules.put("modulesFormNoCycles", modulesFormNoCycles());
        rules.put("xmlIsParsedByThePlatform", xmlIsParsedByThePlatform());
        return rules;
    }

    private String in(String module) {
        return base + "." + module + "..";
    }

    /** Planners are asked the same thing and answer the same thing: no clock, no I/O, no framework. */
    private ArchRule plannersArePure() {
        return classes()
                .that()
                .resideInAnyPackage(in("sync"), in("matching"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "java.lang..",
                                "java.util..",
                                "java.time..",
                                "java.text..",
                                "java.math..",
                                "java.net..",
                                "java.nio.charset..",
                                "java.security..",
                                "org.jspecify..",
                                "org.springframework.modulith",
                                in("sync"),
                                in("matching"),
                                in("item"),
                                base + ".settings",
                                base + ".crm",
                                base + ".mailbox",
                                base + ".safehtml")
                        .and(not(assignableTo(java.time.Clock.class)))
                        .and(not(assignableTo(java.time.InstantSource.class)))
                        .and(not(resideInAPackage("java.net.http.."))));
    }

    private ArchRule only(String vendor, String module) {
        return noClasses()
                .that(below(not(resideInAPackage(in(module)))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(vendor);
    }

    private ArchRule vaadinStaysInItsModules() {
        return noClasses()
                .that(below(not(resideInAnyPackage(in("sidebar"), in("admin"), in("booking")))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.vaadin..");
    }

    private ArchRule httpStaysAtTheEdges() {
        return noClasses()
                .that(below(not(resideInAnyPackage(
                        in("platform"), in("crm.salesforce"), in("mailbox.graph"), in("credentials")))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..");
    }

    /** What makes a simulation possible. */
    private ArchRule timeAndChanceComeFromThePlatform() {
        return noClasses()
                .that(below(not(resideInAPackage(in("platform")))))
                .should()
                .callMethodWhere(calls(java.time.Instant.class, "now")
                        .or(calls(java.time.LocalDate.class, "now"))
                        .or(calls(java.time.LocalDateTime.class, "now"))
                        .or(calls(java.time.OffsetDateTime.class, "now"))
                        .or(calls(java.time.ZonedDateTime.class, "now"))
                        .or(calls(System.class, "currentTimeMillis"))
                        .or(calls(System.class, "nanoTime"))
                        .or(calls(Thread.class, "sleep"))
                        .or(calls(Thread.class, "ofVirtual"))
                        .or(calls(Thread.class, "ofPlatform"))
                        .or(calls(java.util.UUID.class, "randomUUID"))
                        .or(calls(Math.class, "random")))
                .orShould()
                .callConstructorWhere(target(owner(assignableTo(java.util.Random.class)))
                        .or(target(owner(assignableTo(Thread.class)))));
    }

    /** Whoever calls the outside holds no transaction open. */
    private ArchRule edgesOpenNoTransactions() {
        return noClasses()
                .that()
                .resideInAnyPackage(in("mailbox.graph"), in("crm.salesforce"), in("sync"), in("matching"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.transaction..");
    }

    /** A query that forgot the tenant cannot be written by accident. */
    private ArchRule repositoriesAreAskedForATenant() {
        return methods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith("org.springframework.stereotype.Repository")
                .and()
                .arePublic()
                .and(not(name("toString")))
                .should(new ArchCondition<JavaMethod>("take a TenantId or something that carries one") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean scoped = method.getModifiers().contains(JavaModifier.STATIC)
                                || method.isAnnotatedWith("app.tandem.account.AcrossTenants")
                                || method.getRawParameterTypes().stream().anyMatch(HouseRules::carriesTenant);
                        events.add(new SimpleConditionEvent(method, scoped, method.getFullName() + " takes no tenant"));
                    }
                });
    }

    private static boolean carriesTenant(JavaClass type) {
        return type.getSimpleName().equals("TenantId")
                || type.getAllFields().stream()
                        .anyMatch(field -> field.getRawType().getSimpleName().equals("TenantId"));
    }

    /** A secret leaves its wrapper only where it is sealed or sent; Spring's sign-in wants the app's own in a registration. */
    private ArchRule secretsAreSeenByFew() {
        return noClasses()
                .that(below(not(resideInAnyPackage(
                        in("credentials"), in("platform"), in("crm.salesforce"), in("mailbox.graph"), in("connect")))))
                .should()
                .callMethodWhere(target(name("reveal")).and(target(owner(name(base + ".platform.SecretText")))));
    }

    /** Vaadin hands out its own start page as a jsoup document; nothing foreign is in it. */
    private ArchRule foreignMarkupGoesThroughSafehtml() {
        return noClasses()
                .that(below(not(resideInAPackage(in("safehtml"))).and(not(name(base + ".sidebar.office.PaneHead")))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jsoup..");
    }

    private ArchRule modulesFormNoCycles() {
        return slices().matching(base + ".(*)..").should().beFreeOfCycles();
    }

    /** External entities are off in one place. */
    private ArchRule xmlIsParsedByThePlatform() {
        return noClasses()
                .that(below(not(resideInAPackage(in("platform")))))
                .should()
                .callMethodWhere(calls(javax.xml.parsers.DocumentBuilderFactory.class, "newInstance")
                        .or(calls(javax.xml.parsers.SAXParserFactory.class, "newInstance"))
                        .or(calls(javax.xml.stream.XMLInputFactory.class, "newInstance"))
                        .or(calls(javax.xml.stream.XMLInputFactory.class, "newFactory"))
                        .or(calls(javax.xml.transform.TransformerFactory.class, "newInstance")));
    }

    private DescribedPredicate<JavaClass> below(DescribedPredicate<JavaClass> further) {
        return resideInAPackage(base + "..").and(further);
    }

    private static DescribedPredicate<JavaCall<?>> calls(Class<?> type, String method) {
        return target(owner(assignableTo(type))).and(target(name(method))).forSubtype();
    }
}

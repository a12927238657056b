package app.tandem.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import app.tandem.TandemApplication;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** The house rules hold, and every one of them notices the violation that is planted for it. */
class ArchitectureTest {

    /** The classes that are shipped lie where the application lies; test classes lie elsewhere. */
    private static final ImportOption SHIPPED = location -> location.contains(TandemApplication.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .getPath());

    private static final JavaClasses PRODUCT =
            new ClassFileImporter().withImportOption(SHIPPED).importPackages("app.tandem");
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("app.tandem.planted");

    @Test
    void thereIsAHouseToCheck() {
        assertThat(PRODUCT.size()).isGreaterThan(100);
    }

    @TestFactory
    Stream<DynamicTest> theProductKeepsEveryRule() {
        return new HouseRules("app.tandem")
                .all().entrySet().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule.getKey(), () -> rule.getValue().check(PRODUCT)));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleNoticesItsPlantedViolation() {
        return new HouseRules("app.tandem.planted")
                .all().entrySet().stream()
                        .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> notices(rule.getValue())));
    }

    @Test
    void modulesUseOnlyWhatTheyDeclare() {
        ApplicationModules modules = ApplicationModules.of(TandemApplication.class, SHIPPED);
        modules.verify();
        new Documenter(modules).writeModulesAsPlantUml().writeIndividualModulesAsPlantUml();
        assertThat(Path.of("target/spring-modulith-docs/components.puml"))
                .satisfies(diagram -> assertThat(Files.readString(diagram)).contains("Engine", "Journal"));
    }

    @Test
    void anUndeclaredUseBetweenModulesIsNoticed() {
        ApplicationModules planted = ApplicationModules.of("app.tandem.planted", location -> true);
        assertThat(planted.detectViolations().getMessages().stream())
                .anyMatch(message -> message.contains("'mailbox'") && message.contains("'engine'"));
    }

    /** Shapes of the shipped code: packages say what they are, and are null-marked. */
    @Test
    void everyPackageIsDescribedAndNullMarked() {
        Set<String> packages = PRODUCT.stream()
                .filter(type -> !type.getPackageName().equals("app.tandem"))
                .map(type -> type.getPackageName())
                .collect(java.util.stream.Collectors.toSet());
        assertThat(packages)
                .allSatisfy(name -> assertThat(PRODUCT.contain(name + ".package-info")
                                && PRODUCT.get(name + ".package-info")
                                        .isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                        .as(name)
                        .isTrue());
    }

    private static void notices(ArchRule rule) {
        EvaluationResult result = rule.allowEmptyShould(true).evaluate(PLANTED);
        assertThat(result.hasViolation())
                .as("the planted violation of: " + rule.getDescription())
                .isTrue();
    }
}

package dev.kexbench.core;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;

/** The package dependency rules of {@code core}, and what its packages must not use. */
@AnalyzeClasses(
    packages = "dev.kexbench.core",
    importOptions = ImportOption.DoNotIncludeTests.class)
class CoreArchitectureTest {
  private static final String CORE = "dev.kexbench.core..";
  private static final String CRYPTO = "dev.kexbench.core.crypto..";
  private static final String EXCHANGE = "dev.kexbench.core.exchange..";
  private static final String IDENTITY = "dev.kexbench.core.identity..";
  private static final String NOISE = "dev.kexbench.core.noise..";
  private static final String SPAKE2PLUS = "dev.kexbench.core.spake2plus..";
  private static final String TLS = "dev.kexbench.core.tls..";
  private static final String ENGINE = "dev.kexbench.core.tls.engine";
  private static final String KX1 = "dev.kexbench.core.kx1..";

  @ArchTest static final ArchRule CRYPTO_USES_NO_OTHER_PACKAGE = onlyThese(CRYPTO);

  @ArchTest static final ArchRule IDENTITY_USES_CRYPTO_ONLY = onlyThese(IDENTITY, CRYPTO);

  @ArchTest
  static final ArchRule EXCHANGE_USES_CRYPTO_AND_IDENTITY_ONLY =
      onlyThese(EXCHANGE, CRYPTO, IDENTITY);

  @ArchTest static final ArchRule NOISE_USES_CRYPTO_ONLY = onlyThese(NOISE, CRYPTO);

  @ArchTest static final ArchRule SPAKE2PLUS_USES_CRYPTO_ONLY = onlyThese(SPAKE2PLUS, CRYPTO);

  @ArchTest
  static final ArchRule KX1_USES_NOISE_SPAKE2PLUS_EXCHANGE_CRYPTO_AND_IDENTITY_ONLY =
      onlyThese(KX1, NOISE, SPAKE2PLUS, EXCHANGE, CRYPTO, IDENTITY);

  @ArchTest
  static final ArchRule TLS_USES_EXCHANGE_CRYPTO_AND_IDENTITY_ONLY =
      onlyThese(TLS, EXCHANGE, CRYPTO, IDENTITY);

  @ArchTest
  static final ArchRule ONLY_KX1_USES_NOISE =
      noClasses()
          .that()
          .resideOutsideOfPackages(KX1, NOISE)
          .should()
          .dependOnClassesThat(resideInAPackage(NOISE));

  @ArchTest
  static final ArchRule ONLY_KX1_USES_SPAKE2PLUS =
      noClasses()
          .that()
          .resideOutsideOfPackages(KX1, SPAKE2PLUS)
          .should()
          .dependOnClassesThat(resideInAPackage(SPAKE2PLUS));

  /** The rule for the first package: within core it may depend only on the given packages. */
  private static ArchRule onlyThese(String... packages) {
    return classes()
        .that()
        .resideInAPackage(packages[0])
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(packages).or(not(resideInAPackage(CORE))));
  }

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.kexbench.core.(*)..").should().beFreeOfCycles();

  /**
   * Exempt are {@code Serializable}, which records, enums and throwables inherit, and {@code
   * IOException}, which bctls throws although it works in memory.
   */
  @ArchTest
  static final ArchRule ONLY_IDENTITY_TOUCHES_FILES_AND_STREAMS =
      noClasses()
          .that()
          .resideOutsideOfPackage(IDENTITY)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.io..", "java.nio.file..", "java.nio.channels..", "java.util.zip..")
                  .and(not(nameMatching("java\\.io\\.(Serializable|(Interrupted)?IOException)"))));

  @ArchTest
  static final ArchRule NOTHING_DEPENDS_ON_SOCKETS =
      noClasses()
          .that()
          .resideOutsideOfPackage(ENGINE)
          .should()
          .dependOnClassesThat(resideInAnyPackage("java.net..", "javax.net.."));

  /** SSLEngine has no socket; its key and trust managers name {@code Socket} in methods unused. */
  @ArchTest
  static final ArchRule ENGINES_DEPEND_ON_JAVAX_NET_SSL_ONLY =
      noClasses()
          .that()
          .resideInAPackage(ENGINE)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.net..", "javax.net..")
                  .and(not(resideInAPackage("javax.net.ssl")))
                  .and(not(nameMatching("java\\.net\\.Socket"))));

  /**
   * BoringSSL is reached through Netty's SSLEngine: its buffers, no channels and no event loops.
   */
  @ArchTest
  static final ArchRule ONLY_ENGINES_USE_NETTY_AND_OF_IT_ONLY_TLS =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.netty..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "io.netty.handler.ssl",
                              "io.netty.internal.tcnative",
                              "io.netty.buffer",
                              "io.netty.util"))));

  @ArchTest
  static final ArchRule NOTHING_READS_A_CLOCK =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callConstructor(Date.class)
          .orShould()
          .dependOnClassesThat(nameMatching(Clock.class.getName().replace(".", "\\.")));

  @ArchTest
  static final ArchRule NOTHING_PRINTS =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace");

  @ArchTest
  static final ArchRule NOTHING_LOGS_OR_USES_VERTX =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "io.vertx..",
                  "org.slf4j..",
                  "java.util.logging..",
                  "org.apache.logging..",
                  "org.apache.commons.logging.."))
          .orShould()
          .dependOnClassesThat(nameMatching("java\\.lang\\.System\\$Logger.*"));

  @ArchTest
  static final ArchRule ONLY_THE_JDK_AND_BOUNCY_CASTLE_ARE_USED =
      classes()
          .that()
          .resideOutsideOfPackage(ENGINE)
          .should()
          .onlyDependOnClassesThat(inTheJdkOr("org.bouncycastle.."));

  private static DescribedPredicate<JavaClass> inTheJdkOr(String library) {
    return resideInAnyPackage("java..", "javax..", CORE, library);
  }
}

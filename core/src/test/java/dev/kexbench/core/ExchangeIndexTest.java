package dev.kexbench.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.TlsEngine;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names of exchanges with and without engines, on a machine that lacks one of them. */
class ExchangeIndexTest {
  private static final String REASON = "there is no native library for this platform";

  private static final ExchangeIndex INDEX =
      new ExchangeIndex(
          Stream.of("kx1-rsa2048", "tls12-rsa@bouncycastle", "tls12-psk@bouncycastle")
              .flatMap(name -> Stream.of(name, name.replace("rsa@bouncycastle", "rsa@jdk")))
              .distinct()
              .map(MadeUpExchange::new)
              .toList(),
          name -> Optional.of(REASON).filter(reason -> name.endsWith("@boringssl")));

  private static List<String> names(List<Exchange> exchanges) {
    return exchanges.stream().map(Exchange::name).toList();
  }

  private static List<String> named(String name, EngineChoice choice) {
    return names(INDEX.named(name, choice));
  }

  private static String refusal(String name, EngineChoice choice) {
    return assertThrows(IllegalArgumentException.class, () -> INDEX.named(name, choice))
        .getMessage();
  }

  @Test
  void aNameConsistsOfSuiteAndEngine() {
    Exchange tls = INDEX.find("tls12-rsa@jdk").orElseThrow();
    assertEquals("tls12-rsa", tls.suite());
    assertEquals(Optional.of(TlsEngine.JDK), tls.engine());
    Exchange kx1 = INDEX.find("kx1-rsa2048").orElseThrow();
    assertEquals("kx1-rsa2048", kx1.suite());
    assertEquals(Optional.empty(), kx1.engine());
  }

  @Test
  void theFastestIsBoringSslThenTheJdkThenBouncyCastle() {
    assertEquals("boringssl, jdk, bouncycastle", TlsEngine.labels());
    assertEquals("tls12-rsa@jdk", INDEX.find("tls12-rsa").orElseThrow().name());
    assertEquals("tls12-psk@bouncycastle", INDEX.find("tls12-psk").orElseThrow().name());
  }

  @Test
  void listsOneOfEachSuiteOrThoseOfOneEngineOrAll() {
    assertEquals(List.of("kx1-rsa2048", "tls12-rsa", "tls12-psk"), INDEX.suites());
    assertEquals(
        List.of("kx1-rsa2048", "tls12-rsa@jdk", "tls12-psk@bouncycastle"),
        names(INDEX.all(EngineChoice.FASTEST)));
    assertEquals(
        List.of("kx1-rsa2048", "tls12-rsa@jdk"), names(INDEX.all(EngineChoice.of(TlsEngine.JDK))));
    assertEquals(
        List.of("kx1-rsa2048", "tls12-rsa@jdk", "tls12-rsa@bouncycastle", "tls12-psk@bouncycastle"),
        names(INDEX.all(EngineChoice.EVERY)));
  }

  @Test
  void aNameWithAnEngineStandsForItselfWhateverIsChosen() {
    for (EngineChoice choice :
        List.of(EngineChoice.FASTEST, EngineChoice.EVERY, EngineChoice.parse("jdk"))) {
      assertEquals(List.of("tls12-rsa@bouncycastle"), named("tls12-rsa@bouncycastle", choice));
      assertEquals(List.of("kx1-rsa2048"), named("kx1-rsa2048", choice));
    }
  }

  @Test
  void aNameWithoutAnEngineHasTheChosenOne() {
    EngineChoice bouncy = EngineChoice.parse("bouncycastle");
    assertEquals(List.of("tls12-rsa@bouncycastle"), named("tls12-rsa", bouncy));
    assertEquals(List.of("tls12-rsa@jdk"), named("tls12-rsa", EngineChoice.FASTEST));
    assertEquals(
        List.of("tls12-rsa@jdk", "tls12-rsa@bouncycastle"),
        named("tls12-rsa", EngineChoice.parse("all")));
  }

  @Test
  void whatDoesNotExistIsExplainedInOneLine() {
    assertEquals(
        "unknown exchange 'tls12-rs@jdk'; choose one of kx1-rsa2048, tls12-rsa, tls12-psk",
        refusal("tls12-rs@jdk", EngineChoice.FASTEST));
    assertEquals(
        "unknown TLS engine 'openssl' in 'tls12-rsa@openssl'; there are"
            + " boringssl, jdk, bouncycastle",
        refusal("tls12-rsa@openssl", EngineChoice.FASTEST));
    assertEquals(
        "'kx1-rsa2048@jdk': kx1-rsa2048 is not TLS and has no engines; leave out @jdk",
        refusal("kx1-rsa2048@jdk", EngineChoice.FASTEST));
    assertEquals(
        "tls12-psk has no engine jdk here; choose tls12-psk@bouncycastle",
        refusal("tls12-psk", EngineChoice.of(TlsEngine.JDK)));
    assertEquals(
        "tls12-rsa has no engine boringssl here ("
            + REASON
            + "); choose tls12-rsa@jdk or tls12-rsa@bouncycastle",
        refusal("tls12-rsa@boringssl", EngineChoice.FASTEST));
    assertEquals(
        "unknown TLS engine 'JDK'; choose one of boringssl, jdk, bouncycastle, all",
        assertThrows(IllegalArgumentException.class, () -> EngineChoice.parse("JDK")).getMessage());
    assertTrue(INDEX.find("tls12-rsa@").isEmpty());
    assertTrue(INDEX.find("@jdk").isEmpty());
  }
}

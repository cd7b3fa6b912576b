package dev.kexbench.bench.run;

import static dev.kexbench.bench.run.BenchPlans.ALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.EngineChoice;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.TlsEngine;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The engines of the TLS exchanges that are measured. */
class TlsEngineRowsTest {
  private static List<String> exchanges(EngineChoice engine, String... parameters) {
    List<Parameter> fixed = Stream.of(parameters).map(Parameter::parse).toList();
    Request request = new Request(Preset.EXCHANGES, List.of(), fixed, List.of("1"), engine);
    return BenchPlan.of(request, ALL).rows().stream()
        .map(row -> row.parameters().get("exchange"))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static String refusal(EngineChoice engine, String... parameters) {
    return assertThrows(IllegalArgumentException.class, () -> exchanges(engine, parameters))
        .getMessage();
  }

  @Test
  void eachSuiteOfTlsHasOneEngineUnlessAnotherChoiceIsMade() {
    EngineChoice bouncyCastle = EngineChoice.of(TlsEngine.BOUNCYCASTLE);
    for (EngineChoice choice : List.of(EngineChoice.FASTEST, EngineChoice.EVERY, bouncyCastle)) {
      assertEquals(
          Catalogue.streams(choice).stream().map(Exchange::name).toList(), exchanges(choice));
    }
    assertEquals(
        Catalogue.named("tls12-rsa", EngineChoice.EVERY).stream().map(Exchange::name).toList(),
        exchanges(EngineChoice.EVERY, "exchange=tls12-rsa"));
    assertEquals(List.of("tls12-psk@bouncycastle"), exchanges(bouncyCastle, "exchange=TLS12_PSK"));
    assertEquals(
        List.of("kx1-noise", "tls12-rsa@bouncycastle"),
        exchanges(EngineChoice.FASTEST, "exchange=tls12-rsa@bouncycastle,kx1-noise"));
  }

  @Test
  void refusesAnEngineThatTheExchangesDoNotHave() {
    EngineChoice jdk = EngineChoice.of(TlsEngine.JDK);
    assertEquals(
        "-p: tls12-psk has no engine jdk here (this engine has no pre-shared keys); choose"
            + " tls12-psk@bouncycastle",
        refusal(jdk, "exchange=tls12-psk"));
    assertEquals(
        "--tls-engine jdk: no row is of TLS with it; leave it out",
        refusal(jdk, "exchange=kx1-rsa2048"));
    assertTrue(
        refusal(EngineChoice.FASTEST, "exchange=ssl3").startsWith("-p: unknown exchange 'ssl3'; "));
  }
}

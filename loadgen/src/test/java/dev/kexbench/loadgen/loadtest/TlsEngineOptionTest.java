package dev.kexbench.loadgen.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.EngineChoice;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.TlsEngine;
import dev.kexbench.loadgen.fixture.ParsedLoadtest;
import dev.kexbench.results.command.CommandFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --tls-engine}, and the engine of an exchange that is named without one. */
class TlsEngineOptionTest {
  private static LoadtestOptions options(String line) {
    return (LoadtestOptions)
        ParsedLoadtest.of(line.split(" ")).spec().mixins().get("options").userObject();
  }

  private static String exchange(String line) {
    return options(line).exchange().name();
  }

  private static List<String> exchanges(String line) {
    return names(options(line).exchanges());
  }

  private static List<String> names(List<? extends Exchange> exchanges) {
    return exchanges.stream().map(Exchange::name).toList();
  }

  @Test
  void namesTheEngineWhereTheExchangeDoesNot() {
    String bouncyCastle = "tls12-rsa@bouncycastle";
    assertEquals(bouncyCastle, exchange("-x tls12-rsa --tls-engine bouncycastle"));
    assertEquals(bouncyCastle, exchange("-x tls12-rsa@bouncycastle --tls-engine bouncycastle"));
    assertEquals(bouncyCastle, exchange("-x tls12-rsa@bouncycastle"));
    assertEquals(Catalogue.find("tls12-rsa").orElseThrow().name(), exchange("-x tls12-rsa"));
    assertEquals("kx1-noise", exchange("-x kx1-noise"));
  }

  @Test
  void aServerThatIsNotItsOwnIsLoadedWithTheEngineThatExplainsMost() {
    assertEquals("tls13-ecdhe@bouncycastle", exchange("--target a:1 -x tls13-ecdhe"));
    for (Exchange each : Catalogue.named("tls13-ecdhe", EngineChoice.EVERY)) {
      TlsEngine engine = each.engine().orElseThrow();
      assertEquals(
          each.name(), exchange("--target a:1 -x tls13-ecdhe --tls-engine " + engine.label()));
      assertEquals(each.name(), exchange("--target a:1 -x " + each.name()));
    }
  }

  @Test
  void childrenAgentsAndReportsGetTheFullName() {
    Map<String, String> texts = options("-x tls12-psk --tls-engine bouncycastle").texts();
    assertEquals("tls12-psk@bouncycastle", texts.get("exchange"));
    assertFalse(texts.containsKey("tls-engine"), texts::toString);
    LoadtestOptions titled = options("-x tls12-psk");
    assertTrue(titled.title().endsWith("-tls12-psk@bouncycastle"), titled::title);
  }

  @Test
  void severalExchangesHaveOneEngineOrEach() {
    assertEquals(names(Catalogue.all()), exchanges("--exchanges all"));
    assertEquals(
        names(Catalogue.all(EngineChoice.EVERY)), exchanges("--exchanges all --tls-engine all"));
    assertEquals(
        names(Catalogue.all(EngineChoice.of(TlsEngine.BOUNCYCASTLE))),
        exchanges("--exchanges all --tls-engine bouncycastle"));
    assertEquals(
        List.of("tls12-psk@bouncycastle", "kx1-noise"),
        exchanges("--exchanges tls12-psk,kx1-noise,tls12-psk@bouncycastle --tls-engine all"));
    assertEquals(
        names(Catalogue.named("tls12-rsa", EngineChoice.EVERY)),
        exchanges("--exchanges tls12-rsa --tls-engine all"));
  }

  @ParameterizedTest
  @CsvSource({
    "-x kx1-noise --tls-engine jdk, '--tls-engine jdk: kx1-noise is not TLS; leave out one of"
        + " them'",
    "-x tls12-rsa@bouncycastle --tls-engine jdk, '--tls-engine jdk: tls12-rsa@bouncycastle names"
        + " another engine; leave out one of them'",
    "-x tls12-psk --tls-engine jdk, 'tls12-psk has no engine jdk here ('",
    "-x tls12-psk@bounc, 'unknown TLS engine ''bounc'' in ''tls12-psk@bounc''; there are boringssl,"
        + " jdk, bouncycastle'",
    "-x tls12-psk --tls-engine all, '--tls-engine all is for --exchanges; choose one of boringssl,"
        + " jdk, bouncycastle'",
    "-x dtls12-psk@jdk, 'dtls12-psk has no engine jdk here ('"
  })
  void refusesWhatDoesNotGoTogether(String line, String why) {
    LoadtestOptions options = options(line);
    String refusal = assertThrows(CommandFailure.class, options::exchange).getMessage();
    assertTrue(refusal.startsWith(why), refusal);
  }

  @ParameterizedTest
  @CsvSource({
    "kx1-noise;tls12-rsa@bouncycastle --tls-engine jdk, '--tls-engine jdk: none of --exchanges is"
        + " TLS without an engine in its name; leave it out'",
    "kx1-noise;tls12-psk --tls-engine jdk, '--exchanges: tls12-psk has no engine jdk here ('"
  })
  void refusesAnEngineThatExchangesOfAListDoNotHave(String line, String why) {
    LoadtestOptions options = options("--exchanges " + line.replace(';', ','));
    String refusal = assertThrows(CommandFailure.class, options::exchanges).getMessage();
    assertTrue(refusal.startsWith(why), refusal);
  }
}

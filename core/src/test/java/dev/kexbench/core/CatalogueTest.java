package dev.kexbench.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.StreamExchange;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  @Test
  void listsTheExchangesInOrder() {
    assertEquals(
        List.of(
            "kx1-rsa2048",
            "kx1-rsa3072",
            "kx1-rsa4096",
            "kx1-rsa2048-batch",
            "kx1-rsa3072-batch",
            "kx1-noise",
            "kx1-hybrid",
            "kx1-ecdh-p256",
            "kx1-spake2plus",
            "tls12-rsa",
            "tls12-dhe-rsa",
            "tls12-ecdhe-rsa",
            "tls12-ecdhe-ecdsa",
            "tls12-psk",
            "tls12-dhe-psk",
            "tls12-ecdhe-psk",
            "tls12-rsa-psk",
            "tls12-ecdhe-rsa-mutual",
            "tls13-ecdhe",
            "tls13-ecdhe-mutual",
            "tls13-x25519",
            "tls13-hybrid",
            "tls13-psk-dhe",
            "dtls12-ecdhe-ecdsa",
            "dtls12-psk",
            "dtls12-ecdhe-psk"),
        Catalogue.suites());
    assertEquals(Catalogue.suites(), Catalogue.all().stream().map(Exchange::suite).toList());
  }

  @Test
  void everySuiteOfTlsHasAnEngineThatIsInItsName() {
    for (Exchange each : Catalogue.all(EngineChoice.EVERY)) {
      boolean tls = each.name().matches("d?tls.*");
      assertEquals(tls, each.engine().isPresent(), each.name());
      assertEquals(
          each.engine().map(it -> it.named(each.suite())).orElse(each.suite()), each.name());
    }
    for (String suite : List.of("tls12-psk", "tls13-psk-dhe", "dtls12-psk")) {
      assertEquals(suite + "@bouncycastle", Catalogue.find(suite).orElseThrow().name());
    }
  }

  @Test
  void findsAnExchangeByItsExactName() {
    for (Exchange each : Catalogue.all(EngineChoice.EVERY)) {
      assertEquals(each, Catalogue.find(each.name()).orElseThrow());
      assertEquals(List.of(each), Catalogue.named(each.name(), EngineChoice.FASTEST));
    }
    assertTrue(Catalogue.find("KX1-RSA2048").isEmpty());
    assertTrue(Catalogue.find("").isEmpty());
  }

  @Test
  void describesEachInOneLine() {
    assertEquals("KX1, suite 0x02: RSA-3072 OAEP", Catalogue.all().get(1).description());
  }

  @Test
  void generatesKeysOfTheRequiredSize() {
    var keys = Catalogue.find("kx1-rsa2048").orElseThrow().generateKeys(new SecureRandom());
    assertEquals(2048, keys.publicKey().bits());
    assertEquals(32, keys.gate().length);
  }

  @Test
  void refusesAServerKeyOfAnotherSize() {
    StreamExchange exchange = Catalogue.findStream("kx1-rsa3072").orElseThrow();
    var crypto = new CryptoChoice(Backends.select("jdk").backend(), PoolKind.FRESH, 1);
    var context = new ExchangeContext(() -> 0, new SecureRandom(), StageTimer.NONE);
    var setup = new ClientSetup(TestKeys.rsa(2048).publicKey(), crypto, context);
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> exchange.client(setup)).getMessage();
    assertEquals("kx1-rsa3072 needs an RSA key of 3072 bits, this is an RSA key of 2048", refusal);
  }
}

package dev.kexbench.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.bench.suite.ExchangeBenchmark.Encoded;
import dev.kexbench.bench.suite.ExchangeBenchmark.Offers;
import dev.kexbench.core.exchange.Step;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExchangeBenchmarkTest {
  private static ServerKey key;

  private final ExchangeBenchmark benchmark = new ExchangeBenchmark();

  @BeforeAll
  static void prepare() throws IOException, GeneralSecurityException {
    key = ServerKeyTest.key(2048);
  }

  @ParameterizedTest
  @MethodSource("providersAndOffers")
  void answersEachOfferAsExpected(CryptoSource provider, OfferKind kind) throws IOException {
    Offers offers = offers(server(key, provider), kind);
    for (int turn = 0; turn < 3; turn++) {
      Step answer = benchmark.answer(offers);
      assertEquals(kind.refusal().isEmpty(), answer instanceof Step.Send);
      offers.check();
    }
  }

  static Stream<Arguments> providersAndOffers() {
    return providers()
        .flatMap(each -> Stream.of(OfferKind.values()).map(kind -> Arguments.of(each, kind)));
  }

  @Test
  void acceptsGoodOffersAgainAfterTheLastOfTheRing() throws IOException {
    Offers offers = offers(server(key, fastest()), OfferKind.GOOD);
    for (int turn = 0; turn <= Ring.SIZE; turn++) {
      assertTrue(benchmark.answer(offers) instanceof Step.Send);
    }
    offers.check();
  }

  @Test
  void answersAtRsa3072() throws IOException, GeneralSecurityException {
    Offers offers = offers(server(ServerKeyTest.key(3072), fastest()), OfferKind.GOOD);
    assertTrue(benchmark.answer(offers) instanceof Step.Send);
    offers.check();
  }

  @ParameterizedTest
  @EnumSource
  void failsWhenNothingWasAnswered(OfferKind kind) throws IOException {
    Offers offers = offers(server(key, fastest()), kind);
    assertThrows(IllegalStateException.class, offers::check);
  }

  @Test
  void failsWhenABadOfferWasAccepted() throws IOException {
    Offers offers = offers(server(key, fastest()), OfferKind.GOOD);
    benchmark.answer(offers);
    offers.offer = OfferKind.WRONG_MAC;
    assertThrows(IllegalStateException.class, offers::check);
  }

  @Test
  void failsWhenACheapRefusalWasExpensive() throws IOException {
    Offers offers = offers(server(key, fastest()), OfferKind.WRONG_MAC);
    benchmark.answer(offers);
    offers.check();
    offers.offer = OfferKind.WRONG_ADMISSION_TAG;
    assertThrows(IllegalStateException.class, offers::check);
  }

  @Test
  void failsWhenAFullExchangeWasMeasuredForAReturningClient() throws IOException {
    Server server = server(key, fastest());
    Offers offers = offers(server, OfferKind.RETURNING);
    benchmark.answer(offers);
    offers.check();
    Clients clients = server.clients();
    clients.returningOffer(clients.next(), server.issuing(), ResumptionKind.RESUME);
    IllegalStateException failed = assertThrows(IllegalStateException.class, offers::check);
    assertTrue(failed.getMessage().contains("private key"), failed::getMessage);
  }

  @Test
  void doesThePrivateKeyOperationInItsFloor() throws IOException {
    Server server = server(key, fastest());
    Ciphertexts inputs = new Ciphertexts();
    inputs.encrypt(key);
    Encoded encoded = new Encoded();
    encoded.fit(server);
    assertThrows(IllegalStateException.class, encoded::check);
    assertEquals(256, benchmark.floor(inputs, encoded).length);
    encoded.check();
  }

  private static Stream<CryptoSource> providers() {
    return AvailableProviders.kinds().map(each -> CryptoSource.valueOf(each.name()));
  }

  private static CryptoSource fastest() {
    return providers().findFirst().orElseThrow();
  }

  private static Server server(ServerKey key, CryptoSource provider) throws IOException {
    Server server = new Server();
    server.provider = provider;
    server.start(key, 1);
    return server;
  }

  private static Offers offers(Server server, OfferKind kind) throws IOException {
    Offers offers = new Offers();
    offers.offer = kind;
    offers.make(server);
    return offers;
  }
}

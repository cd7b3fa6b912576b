package dev.kexbench.loadgen.attack;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.EngineChoice;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.DatagramExchange;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.core.identity.ClientAuthority;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.Enrolment;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.loadgen.fixture.TestExchange;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One exchange with keys and clients of its own, and whether its server requires admission tags.
 */
record AttackSetting(
    Exchange exchange,
    boolean admission,
    ServerKeys keys,
    Optional<ClientAuthority> authority,
    List<ClientCredentials> clients) {
  private static final String ADMISSION = "+admission";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int CLIENTS = 8;
  private static final int THREADS = 8;

  /** The setting of an exchange by its name, such as kx1-rsa2048 or kx1-rsa2048+admission. */
  static AttackSetting of(String name) {
    Exchange exchange =
        Catalogue.find(name.replace(ADMISSION, ""))
            .orElseThrow(() -> new IllegalArgumentException("no exchange '" + name + "'"));
    ServerKeys keys = exchange.generateKeys(RANDOM);
    Optional<ClientAuthority> authority =
        exchange.usesClientCertificates()
            ? Optional.of(ClientAuthority.create(RANDOM))
            : Optional.empty();
    var enrolment =
        new Enrolment.EnrolmentSetup(keys.gate(), TestExchange.BACKEND.sha256(), RANDOM, authority);
    return new AttackSetting(
        exchange,
        name.endsWith(ADMISSION),
        keys,
        authority,
        Enrolment.random("attacked-", CLIENTS, enrolment));
  }

  /** All names of settings: each exchange, and KX1 with admission tags. */
  static List<String> names() {
    List<String> names =
        new ArrayList<>(Catalogue.all(EngineChoice.EVERY).stream().map(Exchange::name).toList());
    names.add(1, names.get(0) + ADMISSION);
    return names;
  }

  String name() {
    return exchange.name() + (admission ? ADMISSION : "");
  }

  boolean datagrams() {
    return exchange instanceof DatagramExchange;
  }

  boolean kx1() {
    return exchange.name().startsWith("kx1-");
  }

  /** Whether clients have a secret that can be guessed; none guesses the key of a certificate. */
  boolean hasSecretToGuess() {
    return exchange.traits().contains(Trait.AUTHENTICATES_CLIENT)
        && !exchange.usesClientCertificates();
  }

  StreamClient streamClient(int port) {
    return new StreamClient(((StreamExchange) exchange).client(clientSetup()), port);
  }

  DatagramClient datagramClient(int port) {
    return new DatagramClient(((DatagramExchange) exchange).client(clientSetup()), port);
  }

  private ClientSetup clientSetup() {
    CryptoChoice crypto = new CryptoChoice(TestExchange.BACKEND, PoolKind.BOUNDED, THREADS);
    return new ClientSetup(
        keys.publicKey(),
        crypto,
        new ExchangeContext(System::currentTimeMillis, RANDOM, StageTimer.NONE));
  }

  /** A client with this one's name and another secret. */
  static ClientCredentials withWrongSecret(ClientCredentials client, Random random) {
    byte[] wrong = new byte[client.root().length];
    random.nextBytes(wrong);
    return new ClientCredentials(client.id(), wrong, client.admission(), client.name());
  }

  /** The same client and key, certified by another CA of the same name. */
  static ClientCredentials withForeignCertificate(ClientCredentials client) {
    return ClientAuthority.create(RANDOM).certify(client, TestExchange.BACKEND.sha256(), RANDOM);
  }

  /** A client that has not been enrolled. */
  static ClientCredentials unknown(ClientCredentials like, Random random) {
    byte[] root = new byte[like.root().length];
    random.nextBytes(root);
    String name = "unknown-" + random.nextInt();
    return new ClientCredentials(ClientId.ofName(name), root, like.admission(), name);
  }
}

package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.Enrolment;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.server.RunningServer.Shape;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** OFFERs that wait in a server's queue share a private-key operation. */
class BatchServerTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final StreamExchange EXCHANGE =
      Catalogue.findStream("kx1-rsa2048-batch").orElseThrow();
  private static final ServerKeys KEYS = EXCHANGE.generateKeys(RANDOM);
  private static final CryptoChoice CRYPTO =
      new CryptoChoice(TestExchange.BACKEND, PoolKind.THREAD_LOCAL, 2);

  /** One client for each exponent. */
  private static final List<ClientCredentials> CLIENTS = clients();

  private final StubSide.Gate gate = new StubSide.Gate();
  private final AtomicInteger operations = new AtomicInteger();

  private static List<ClientCredentials> clients() {
    var setup = new Enrolment.EnrolmentSetup(KEYS.gate(), TestExchange.BACKEND.sha256(), RANDOM);
    List<ClientCredentials> all = Enrolment.random("batch-", 200, setup);
    List<ClientCredentials> chosen = new ArrayList<>();
    for (int exponent = 0; exponent < 8; exponent++) {
      int wanted = exponent;
      chosen.add(
          all.stream().filter(each -> (each.id().low() & 7) == wanted).findFirst().orElseThrow());
    }
    return chosen;
  }

  /** A side whose private-key operations are counted, and wait for the gate. */
  private ServerSide side(StageTimer timer) {
    StageTimer gated =
        new StageTimer() {
          @Override
          public <R> R time(String stage, Supplier<R> work) {
            operations.incrementAndGet();
            gate.run();
            return timer.time(stage, work);
          }
        };
    return EXCHANGE.server(
        new ServerSetup(KEYS, ClientTable.of(CLIENTS), CRYPTO, context(gated), false));
  }

  private static ExchangeContext context(StageTimer timer) {
    return new ExchangeContext(System::currentTimeMillis, RANDOM, timer);
  }

  /** A client that has sent its OFFER. */
  private record Caller(Peer peer, ClientRole role) {
    static Caller of(Peer peer, ClientCredentials client) {
      ClientSide side =
          EXCHANGE.client(new ClientSetup(KEYS.publicKey(), CRYPTO, context(StageTimer.NONE)));
      Caller caller = new Caller(peer, side.open(client));
      peer.send(((Step.Send) caller.role.start()).bytes());
      return caller;
    }

    void establish() {
      Step step = role.receive(ByteBuffer.wrap(peer.readFrame()));
      peer.send(assertInstanceOf(Step.Established.class, step).bytes());
      peer.close();
    }
  }

  /** Eight clients call while the operation for another one is running. */
  private void callWhileBusy(RunningServer server, Runnable untilAllWait) {
    Caller first = Caller.of(server.connect(), CLIENTS.get(0));
    gate.awaitBegun();
    List<Caller> others = new ArrayList<>();
    CLIENTS.forEach(each -> others.add(Caller.of(server.connect(), each)));
    untilAllWait.run();
    gate.let(1 + others.size());
    first.establish();
    others.forEach(Caller::establish);
    eventually("all are confirmed", () -> server.confirmed() == 1 + others.size());
  }

  @Test
  void aCryptoThreadTakesAllThatFitTogetherFromItsQueue() {
    Shape oneThread = new Shape(1, 1, Shape.queueing(64));
    try (RunningServer server = new RunningServer(oneThread, this::side)) {
      callWhileBusy(server, () -> eventually("eight wait", () -> server.queued() == 8));
      assertEquals(2, operations.get());
      assertEquals(2, server.stages().sinceStart(StageTimer.PRIVATE_KEY).getTotalCount());
      assertEquals(9, server.stages().sinceStart("queue").getTotalCount());
    }
  }

  /** How many of them it reads before its next turn is up to the kernel. */
  @Test
  void anEventLoopTakesAllThatItHasRead() {
    try (RunningServer server = new RunningServer(Shape.INLINE, this::side)) {
      callWhileBusy(server, () -> {});
      assertTrue(operations.get() < 9, () -> operations + " operations");
    }
  }

  @Test
  void twoOffersWithOneExponentAreInDifferentBatches() {
    Shape oneThread = new Shape(1, 1, Shape.queueing(64));
    try (RunningServer server = new RunningServer(oneThread, this::side)) {
      Caller first = Caller.of(server.connect(), CLIENTS.get(0));
      gate.awaitBegun();
      List<Caller> others = new ArrayList<>();
      for (int exponent : new int[] {3, 3, 5, 3}) {
        others.add(Caller.of(server.connect(), CLIENTS.get(exponent)));
      }
      eventually("four wait", () -> server.queued() == 4);
      gate.let(4);
      first.establish();
      others.forEach(Caller::establish);
      assertEquals(4, operations.get()); // 0; 3 and 5; 3; 3
    }
  }
}

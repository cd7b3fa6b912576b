package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.BatchWork;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.identity.ClientCredentials;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OFFERs that share a private-key operation, as the queue of a server lets them. */
class BatchOfferTest {
  /** A client with its role, the role of its connection, and the work of the OFFER. */
  private record Talker(ClientRole client, Role connection, Step.Compute compute) {
    BatchWork work() {
      return (BatchWork) compute.work();
    }

    void assertEstablishes(Step answer) {
      var done = Talk.established(Talk.deliver(client, Talk.sent(answer)));
      Talk.session(Talk.deliver(connection, done.bytes()));
    }
  }

  private final World world = new World(World.Options.of(Suite.RSA_2048_BATCH));

  private Talker talker(World in, ServerSide server, ClientCredentials client) {
    ClientRole role = in.open(client);
    return talker(server, role, Talk.sent(role.start()));
  }

  private static Talker talker(ServerSide server, ClientRole role, byte[] offer) {
    Role connection = server.accept();
    Step step = connection.receive(ByteBuffer.wrap(offer));
    return new Talker(role, connection, assertInstanceOf(Step.Compute.class, step));
  }

  /** Enrolled clients, one for each exponent, in the order of the exponents. */
  private static List<ClientCredentials> clients(World in) {
    ClientCredentials[] found = new ClientCredentials[8];
    for (int i = 0; Arrays.asList(found).contains(null); i++) {
      ClientCredentials made = in.credentials("client " + i, i, in.options.admission());
      found[BatchRsaServer.exponent(made.id())] = made;
    }
    Arrays.stream(found).forEach(in.table::enrol);
    return List.of(found);
  }

  private List<Talker> talkers() {
    List<Talker> talkers = new ArrayList<>();
    clients(world).forEach(each -> talkers.add(talker(world, world.server, each)));
    return talkers;
  }

  private static void computeTogether(List<Talker> talkers) {
    List<BatchWork> batch = new ArrayList<>();
    for (Talker each : talkers) {
      assertTrue(each.work().fits(batch));
      batch.add(each.work());
    }
    batch.get(0).computeTogether(batch);
  }

  @ParameterizedTest
  @EnumSource(
      value = Suite.class,
      names = {"RSA_2048_BATCH", "RSA_3072_BATCH"})
  void eightClientsShareOneOperation(Suite suite) {
    World shared = new World(World.Options.of(suite).admission(true));
    List<Talker> talkers = new ArrayList<>();
    clients(shared).forEach(each -> talkers.add(talker(shared, shared.server, each)));
    computeTogether(talkers);
    assertEquals(1, shared.backend.operations().get());
    talkers.forEach(each -> each.assertEstablishes(each.work().get()));
    assertEquals(1, shared.backend.operations().get());
  }

  @Test
  void oneAloneTakesOneOperation() {
    Talker alone = talkers().get(5);
    alone.assertEstablishes(alone.work().get());
    assertEquals(1, world.backend.operations().get());
  }

  @Test
  void badOffersGetTheOneRefusalAndTheOthersTheirAcks() {
    List<ClientCredentials> clients = clients(world);
    byte[] wrongC = world.offer(clients.get(1));
    wrongC[60] ^= 1;
    byte[] zero = RecordedWire.with(world.offer(clients.get(2)), RecordedWire.C, new byte[256]);
    byte[] ones = new byte[256];
    Arrays.fill(ones, (byte) 0xFF);
    byte[] large = RecordedWire.with(world.offer(clients.get(3)), RecordedWire.C, ones);
    byte[] one = new byte[256];
    one[255] = 1;
    byte[] small = RecordedWire.with(world.offer(clients.get(4)), RecordedWire.C, one);
    List<Talker> talkers = new ArrayList<>();
    talkers.add(talker(world, world.server, clients.get(0)));
    for (byte[] bad : List.of(wrongC, zero, large, small)) {
      talkers.add(talker(world.server, world.open(world.alice), bad));
    }
    ClientCredentials thief =
        new ClientCredentials(clients.get(5).id(), new byte[32], clients.get(5).admission(), "");
    talkers.add(talker(world, world.server, thief));
    talkers.add(talker(world, world.server, clients.get(6)));
    computeTogether(talkers);
    for (int i = 0; i < talkers.size(); i++) {
      Step answer = talkers.get(i).work().get();
      if (i == 0 || i == 6) {
        talkers.get(i).assertEstablishes(answer);
      } else {
        Talk.assertRejects(answer, Reason.REJECTED, world.rejected());
      }
    }
    assertEquals(1, world.backend.operations().get());
  }

  @Test
  void oneExponentTwiceOrAnotherServerDoesNotFit() {
    List<ClientCredentials> clients = clients(world);
    Talker first = talker(world, world.server, clients.get(0));
    Talker again = talker(world, world.server, clients.get(0));
    Talker other = talker(world, world.server(PoolKind.BOUNDED), clients.get(1));
    assertTrue(first.work().fits(List.of()));
    assertFalse(again.work().fits(List.of(first.work())));
    assertFalse(other.work().fits(List.of(first.work())));
  }

  @Test
  void theCiphertextForOneExponentIsNoneForAnother() {
    List<ClientCredentials> clients = clients(world);
    byte[] offer = world.offer(clients.get(0));
    byte[] id = clients.get(1).id().bytes();
    Talker moved =
        talker(world.server, world.open(clients.get(0)), RecordedWire.with(offer, 8, id));
    Talk.assertRejects(moved.work().get(), Reason.REJECTED, world.rejected());
  }

  @Test
  void aKeyOfOneKindIsRefusedForSuitesOfTheOther() {
    var batch = World.Options.of(Suite.RSA_2048_BATCH).with(TestKeys.rsa(2048));
    assertEquals(
        "kx1-rsa2048-batch needs an RSA_BATCH key of 2048 bits, this is an RSA key of 2048",
        assertThrows(IllegalArgumentException.class, () -> new World(batch)).getMessage());
    var ordinary = World.Options.of(Suite.RSA_2048).with(TestKeys.rsaBatch(2048));
    assertThrows(IllegalArgumentException.class, () -> new World(ordinary));
  }
}

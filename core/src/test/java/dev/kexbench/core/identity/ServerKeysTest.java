package dev.kexbench.core.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.Backends;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys and credentials in memory. */
class ServerKeysTest {
  @Test
  void refusesHalvesFromDifferentPairs() {
    ServerKeys mine = TestKeys.rsa(2048);
    ServerKeys other = TestKeys.other2048();
    assertThrows(
        IllegalArgumentException.class,
        () -> new ServerKeys(mine.rsa(), other.publicKey(), mine.gate()));
  }

  @Test
  void refusesAGateKeyOfTheWrongLength() {
    ServerKeys keys = TestKeys.rsa(2048);
    for (int length : new int[] {0, 31, 33}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new ServerKeys(keys.rsa(), keys.publicKey(), new byte[length]));
    }
  }

  @Test
  void showsItsSizeOnly() {
    assertEquals("ServerKeys[RSA 3072]", TestKeys.rsa(3072).toString());
  }

  @Test
  void enrolsClientsWithDistinctIdsRootsAndAdmissionKeys() {
    byte[] gate = TestKeys.rsa(2048).gate();
    var sha = Backends.select("jdk").backend().sha256();
    List<ClientCredentials> clients =
        Enrolment.random("load", 50, new Enrolment.EnrolmentSetup(gate, sha, new SecureRandom()));
    Set<String> seen = new HashSet<>();
    for (ClientCredentials each : clients) {
      assertEquals(ClientId.ofName(each.name()), each.id());
      byte[] admission = each.admission().orElseThrow();
      assertArrayEquals(Enrolment.admissionKey(sha, gate, each.id()), admission);
      assertTrue(seen.add(each.id().toString()));
      assertTrue(seen.add(HexFormat.of().formatHex(each.root())));
      assertTrue(seen.add(HexFormat.of().formatHex(admission)));
    }
    assertEquals("load1", clients.get(0).name());
    assertEquals("load50", clients.get(49).name());
  }

  @Test
  void refusesCredentialsOfWrongLengths() {
    ClientId id = ClientId.ofName("x");
    assertThrows(
        IllegalArgumentException.class,
        () -> new ClientCredentials(id, new byte[31], Optional.empty(), ""));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ClientCredentials(id, new byte[32], Optional.of(new byte[16]), ""));
  }

  @Test
  void credentialsShowIdAndNameOnly() {
    ClientId id = ClientId.ofName("x");
    var client = new ClientCredentials(id, new byte[32], Optional.of(new byte[32]), "x");
    assertEquals("ClientCredentials[" + id + ", x]", client.toString());
  }
}

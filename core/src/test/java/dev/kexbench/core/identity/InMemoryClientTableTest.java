package dev.kexbench.core.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryClientTableTest {
  private final Random random = new Random(6);

  private ClientCredentials client(ClientId id) {
    byte[] root = new byte[32];
    random.nextBytes(root);
    return new ClientCredentials(id, root, Optional.empty(), "");
  }

  private ClientId randomId() {
    return new ClientId(random.nextLong(), random.nextLong());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5, 6, 7, 1_000, 100_000})
  void findsEveryClientAndNoOtherId(int count) {
    List<ClientCredentials> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clients.add(client(randomId()));
    }
    InMemoryClientTable table = InMemoryClientTable.of(clients);
    assertEquals(count, table.size());
    for (ClientCredentials each : clients) {
      assertFinds(table, each);
    }
    for (int i = 0; i < Math.max(100, count); i++) {
      assertMisses(table, randomId());
    }
  }

  /** The search for each of these ids starts at the same slot. */
  @Test
  void findsClientsWhoseIdsCollide() {
    List<ClientCredentials> clients =
        new ArrayList<>(
            LongStream.range(0, 500).mapToObj(i -> client(new ClientId(i, i ^ 42))).toList());
    ClientCredentials left = clients.remove(250);
    InMemoryClientTable table = InMemoryClientTable.of(clients);
    clients.forEach(each -> assertFinds(table, each));
    assertMisses(table, left.id());
  }

  @Test
  void idsThatShareAHalfAreDifferentIds() {
    List<ClientCredentials> clients = new ArrayList<>();
    for (long i = 0; i < 500; i++) {
      clients.add(client(new ClientId(7, 1_000 + i)));
      clients.add(client(new ClientId(1_000 + i, 7)));
    }
    InMemoryClientTable table = InMemoryClientTable.of(clients);
    clients.forEach(each -> assertFinds(table, each));
    for (long i = 2_000; i < 4_000; i++) {
      assertMisses(table, new ClientId(7, i));
      assertMisses(table, new ClientId(i, 7));
    }
  }

  @Test
  void theAllZeroIdIsAValidId() {
    assertMisses(InMemoryClientTable.of(List.of(client(randomId()))), new ClientId(0, 0));
    ClientCredentials zero = client(new ClientId(0, 0));
    assertFinds(InMemoryClientTable.of(List.of(zero)), zero);
  }

  @Test
  void refusesAnIdThatOccursTwiceAndNamesIt() {
    ClientId id = ClientId.ofName("twice");
    List<ClientCredentials> clients = List.of(client(id), client(randomId()), client(id));
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> InMemoryClientTable.of(clients));
    assertEquals("client id " + id + " occurs twice", refusal.getMessage());
  }

  @Test
  void keepsCopiesOfTheRoots() {
    ClientCredentials mine = client(randomId());
    byte[] before = mine.root().clone();
    InMemoryClientTable table = InMemoryClientTable.of(List.of(mine));
    Arrays.fill(mine.root(), (byte) 0);
    byte[] root = new byte[32];
    assertTrue(table.copyRoot(mine.id(), root));
    assertArrayEquals(before, root);
  }

  private static void assertFinds(ClientTable table, ClientCredentials client) {
    byte[] root = new byte[32];
    assertTrue(table.copyRoot(client.id(), root));
    assertArrayEquals(client.root(), root);
  }

  private static void assertMisses(ClientTable table, ClientId id) {
    byte[] root = new byte[32];
    Arrays.fill(root, (byte) 0x77);
    byte[] before = root.clone();
    assertFalse(table.copyRoot(id, root));
    assertArrayEquals(before, root, "a miss leaves the root as it was");
  }

  @Test
  void refusesMoreClientsThanItsCapacity() {
    InMemoryClientTable table = new InMemoryClientTable(0);
    assertThrows(
        IllegalArgumentException.class,
        () -> {
          for (int i = 0; i < 9; i++) {
            table.add(client(randomId()));
          }
        });
    assertMisses(table, randomId());
  }

  @Test
  void refusesACapacityThatExceedsAnArray() {
    assertThrows(IllegalArgumentException.class, () -> new InMemoryClientTable(25_165_824L));
  }
}

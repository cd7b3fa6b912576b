package dev.kexbench.bench.suite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.bench.suite.StoredTable.Row;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.IdentityFileException;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoredTableTest {
  @Test
  void holdsEveryClientWithItsRoot() throws IOException {
    ClientTable table = StoredTable.of(IntStream.range(0, 100).mapToObj(StoredTableTest::row));
    assertEquals(100, table.size());
    byte[] root = new byte[ClientTable.ROOT_BYTES];
    for (int number = 0; number < 100; number++) {
      assertTrue(table.copyRoot(row(number).id(), root));
      assertArrayEquals(row(number).root(), root);
    }
    assertFalse(table.copyRoot(row(100).id(), root));
  }

  @Test
  void refusesAClientThatOccursTwice() {
    assertThrows(
        IdentityFileException.class, () -> StoredTable.of(Stream.of(row(1), row(2), row(1))));
  }

  private static Row row(int number) {
    byte[] root = new byte[ClientTable.ROOT_BYTES];
    Arrays.fill(root, (byte) number);
    return new Row(new ClientId(~number, number), root);
  }
}

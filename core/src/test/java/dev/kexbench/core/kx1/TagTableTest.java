package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TagTableTest {
  private static final TagTable.Hash HASH =
      new TagTable.Hash(0x9E3779B97F4A7C15L, 0x5851F42D4C957F2DL);

  private record Tag(long high, long low) {}

  /** Tags of few values, among them zeros in either half, so that many are added twice. */
  @Property
  void behavesAsASetOfTags(
      @ForAll @Size(max = 500) List<@IntRange(min = 0, max = 20) Integer> halves,
      @ForAll @IntRange(min = 0, max = 100) int expected) {
    TagTable table = new TagTable(HASH, expected);
    Set<Tag> model = new HashSet<>();
    for (int i = 1; i < halves.size(); i++) {
      Tag tag = new Tag(halves.get(i - 1), (long) halves.get(i) << 60);
      assertEquals(model.contains(tag), table.contains(tag.high(), tag.low()));
      assertEquals(model.add(tag), table.add(tag.high(), tag.low()));
      assertEquals(model.size(), table.size());
    }
    model.forEach(tag -> assertTrue(table.contains(tag.high(), tag.low())));
  }

  @Test
  void keepsAllTagsWhileItGrows() {
    TagTable table = new TagTable(HASH, 0);
    for (long tag = 0; tag < 100_000; tag++) {
      assertTrue(table.add(tag, ~tag));
    }
    for (long tag = 0; tag < 100_000; tag++) {
      assertFalse(table.add(tag, ~tag));
    }
    assertEquals(100_000, table.size());
    assertEquals((1 << 18) * 16, table.bytes(), "100,000 are more than three quarters of 2^17");
  }

  @Test
  void anExpectedNumberOfTagsFitsWithoutGrowing() {
    TagTable table = new TagTable(HASH, 1_000);
    long before = table.bytes();
    for (long tag = 0; tag < 1_000; tag++) {
      table.add(tag, 1);
    }
    assertEquals(before, table.bytes());
  }
}

package dev.kexbench.loadgen.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code scripts/test --attack}: every attack against a server of every exchange, or of those in
 * {@code -Dattack.exchanges}. Writes {@code target/attack.md}. Whether it passes depends on what
 * the server does, and not on how fast.
 */
@Tag("attack")
class AttackTest {
  private static final Path FILE = Path.of("target", "attack.md");
  private static final long SEED = Long.getLong("attack.seed", 1);
  private static final AttackTable RESULTS = new AttackTable();

  @TempDir private Path home;

  static Stream<String> exchanges() {
    String chosen = System.getProperty("attack.exchanges", "");
    return chosen.isEmpty() ? AttackSetting.names().stream() : Arrays.stream(chosen.split(","));
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void aServerWithstandsEveryAttack(String name) throws IOException {
    AttackSetting setting = AttackSetting.of(name);
    List<String> failed = new ArrayList<>();
    try (AttackedServer server = new AttackedServer(setting, home)) {
      AttackRun run = new AttackRun(setting, server, AttackRun.full(SEED));
      for (AttackKind kind : AttackKind.values()) {
        AttackResult result = run.attack(kind);
        RESULTS.add(result);
        RESULTS.write(FILE); // for those who watch it, and if the next one fails
        result.failures().forEach(each -> failed.add(kind.label() + ": " + each));
      }
      assertEquals(List.of(), failed, server::log);
    }
  }
}

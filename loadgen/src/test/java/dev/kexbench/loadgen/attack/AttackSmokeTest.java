package dev.kexbench.loadgen.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each attack on a small scale against one exchange; {@link AttackTest} has all of them. */
@Tag("process")
class AttackSmokeTest {
  private static final int CONNECTIONS = 12;

  @TempDir private Path home;

  @Test
  void aServerWithstandsSmallAttacks() throws IOException {
    AttackSetting setting = AttackSetting.of("tls13-psk-dhe");
    AttackProgram.Scale scale = new AttackProgram.Scale(CONNECTIONS, new Random(1));
    try (AttackedServer server = new AttackedServer(setting, home)) {
      AttackRun run = new AttackRun(setting, server, scale);
      for (AttackKind kind : AttackKind.values()) {
        AttackResult result = run.attack(kind);
        assertEquals(List.of(), result.failures(), () -> result.row() + "\n" + server.log());
      }
    }
  }
}

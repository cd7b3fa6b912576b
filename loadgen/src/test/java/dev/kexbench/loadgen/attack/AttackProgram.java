package dev.kexbench.loadgen.attack;

import java.io.IOException;
import java.util.Random;

/** What one kind of attacker does. It returns once the server has ended its connections. */
interface AttackProgram {
  void run(Scale scale) throws IOException;

  /**
   * How much an attack does.
   *
   * @param connections of most attacks; others take a part or a multiple of it
   */
  record Scale(int connections, Random random) {
    byte[] bytes(int length) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      return bytes;
    }
  }
}

package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Step;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** A client that sends 1 to 600 random bytes, and rejects every reply. */
final class GarbageRole implements ClientRole {
  private static final int MOST_BYTES = 600;

  private final SplittableRandom random;

  GarbageRole(SplittableRandom random) {
    this.random = random;
  }

  @Override
  public void prepare() {}

  @Override
  public Step start() {
    byte[] garbage = new byte[random.nextInt(1, MOST_BYTES + 1)];
    random.nextBytes(garbage);
    return new Step.Send(garbage);
  }

  @Override
  public Step receive(ByteBuffer in) {
    return new Step.Refused(Reason.MALFORMED, new byte[0], true);
  }

  @Override
  public void close() {}
}

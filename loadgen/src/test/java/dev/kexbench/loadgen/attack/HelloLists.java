package dev.kexbench.loadgen.attack;

import java.io.IOException;

/** TLS ClientHellos with long and strange lists. */
final class HelloLists implements AttackProgram {
  /** Leaves room in a record for the other parts of a hello. */
  private static final int MOST_BYTES = 12_000;

  private final AttackSetting setting;
  private final StreamClient client;
  private final int port;

  HelloLists(AttackSetting setting, int port) {
    this.setting = setting;
    this.client = setting.streamClient(port);
    this.port = port;
  }

  @Override
  public void run(Scale scale) throws IOException {
    byte[] flight = client.firstFlight(setting.clients().get(0));
    for (byte[] hello : new StrangeHellos(HelloParts.of(flight, false), MOST_BYTES, scale).all()) {
      JunkBytes.send(port, hello);
    }
  }
}

package dev.kexbench.loadgen.attack;

import dev.kexbench.loadgen.attack.AttackProgram.Scale;
import dev.kexbench.results.report.ServerCounts;
import dev.kexbench.results.report.ServerStats;
import java.io.IOException;
import java.util.Random;

/** One server with a few honest clients, which is attacked in one way after another. */
final class AttackRun {
  /** Honest handshakes that end before, during and after each attack, at the least. */
  private static final int HONEST = 20;

  private static final int CONNECTIONS = 200;

  private final AttackSetting setting;
  private final AttackedServer server;
  private final Scale scale;
  private final HonestLoad.Handshake honest;
  private final ServerStats.Footprint atStart;

  /** With a server that has served one client. */
  AttackRun(AttackSetting setting, AttackedServer server, Scale scale) throws IOException {
    this.setting = setting;
    this.server = server;
    this.scale = scale;
    this.honest =
        setting.datagrams()
            ? setting.datagramClient(server.port())::connect
            : setting.streamClient(server.port())::connect;
    this.atStart = AttackedServer.inTime(this::afterOneClient);
  }

  private ServerStats.Footprint afterOneClient() throws IOException {
    if (!honest.connect(setting.clients().get(0))) {
      throw new IOException("the server refuses an honest client: " + server.log());
    }
    return server.collected().footprint();
  }

  /** The scale of the whole test. */
  static Scale full(long seed) {
    return new Scale(CONNECTIONS, new Random(seed));
  }

  /** Attacks once; all connections have ended at its end. */
  AttackResult attack(AttackKind kind) throws IOException {
    server.awaitNoneOpen();
    ServerCounts before = server.stats().counts();
    HonestLoad load = new HonestLoad(honest, setting.clients());
    try (load) {
      load.await(HONEST);
      kind.program(setting, server.port()).run(scale);
      load.await(load.count().all() + HONEST);
    }
    server.awaitNoneOpen();
    ServerStats after = server.collected();
    return new AttackResult(
        setting,
        kind,
        load.count(),
        new AttackResult.Server(before, after.counts(), atStart, after.footprint()));
  }
}

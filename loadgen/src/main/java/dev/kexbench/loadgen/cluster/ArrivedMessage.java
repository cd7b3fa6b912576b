package dev.kexbench.loadgen.cluster;

import io.vertx.core.Context;

/**
 * A message that has arrived on a connection.
 *
 * @param on the bus's event loop, which sends the answer
 */
record ArrivedMessage(Context on, BusConnection via, BusFrame frame)
    implements ClusterBus.Delivery {
  @Override
  public byte[] body() {
    return frame.body();
  }

  @Override
  public String from() {
    return via.host();
  }

  @Override
  public String peer() {
    return via.peer();
  }

  @Override
  public void reply(byte[] answer) {
    if (frame.kind() == BusFrame.Kind.REQUEST) {
      BusFrame reply = new BusFrame(BusFrame.Kind.REPLY, frame.id(), "", answer);
      on.runOnContext(then -> via.send(reply));
    }
  }
}

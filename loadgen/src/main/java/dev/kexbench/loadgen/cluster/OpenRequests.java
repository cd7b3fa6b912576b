package dev.kexbench.loadgen.cluster;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The requests of one end of a bus that have not been answered. For its event loop only. */
final class OpenRequests {
  private final Vertx vertx;
  private final Map<Long, Open> all = new LinkedHashMap<>();
  private long lastId;

  OpenRequests(Vertx vertx) {
    this.vertx = vertx;
  }

  private record Open(BusConnection via, CompletableFuture<byte[]> answer, long timer) {}

  /** Sends a request, to which it gives a fresh id. */
  void ask(
      BusConnection via, BusFrame request, Duration patience, CompletableFuture<byte[]> answer) {
    long id = ++lastId;
    long timer =
        vertx.setTimer(Math.max(1, patience.toMillis()), late -> fail(id, "no answer in time"));
    all.put(id, new Open(via, answer, timer));
    try {
      via.send(new BusFrame(request.kind(), id, request.address(), request.body()));
    } catch (IllegalArgumentException e) {
      fail(id, e.getMessage());
    }
  }

  /** A reply, which counts if it is from the end that was asked. */
  void onReply(BusConnection from, BusFrame reply) {
    Open open = all.get(reply.id());
    if (open != null && open.via == from) {
      all.remove(reply.id());
      vertx.cancelTimer(open.timer);
      open.answer.complete(reply.body());
    }
  }

  /** A connection has ended: what was asked over it is not answered any more. */
  void onEnd(BusConnection ended) {
    List<Long> lost = all.keySet().stream().filter(id -> all.get(id).via == ended).toList();
    lost.forEach(id -> fail(id, "the connection ended"));
  }

  private void fail(long id, String why) {
    Open open = all.remove(id);
    if (open != null) {
      vertx.cancelTimer(open.timer);
      open.answer.completeExceptionally(new IOException(why));
    }
  }
}

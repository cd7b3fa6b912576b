package dev.kexbench.loadgen.record;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.HandshakeKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ResumptionRecorderTest {
  private static final long HIGHEST_NANOS = 1_000_000;
  private static final ResumptionRecorder.Times TIMES = new ResumptionRecorder.Times(3, 1, 2);

  private final ResumptionRecorder recorder = new ResumptionRecorder(HIGHEST_NANOS);

  private void resume() {
    recorder.toResume(true);
    recorder.established(HandshakeKind.RESUMED, TIMES, new WireBytes(1, 1, 1));
    recorder.notIssued(true);
  }

  /** Another thread reads the counts while the event loop writes them. */
  @Test
  void noPartExceedsItsWholeWhileHandshakesGoOn() {
    AtomicBoolean read = new AtomicBoolean();
    CompletableFuture<Void> loop =
        CompletableFuture.runAsync(
            () -> {
              while (!read.get()) {
                recorder.toResume(false);
                resume();
              }
            });
    try {
      IntervalRecorder.Spare spare = new IntervalRecorder.Spare(HIGHEST_NANOS);
      ResumptionInterval taken = recorder.take(spare);
      for (int i = 0; i < 20_000 || taken.resumed() == 0 && !loop.isDone(); i++) {
        taken = recorder.take(spare);
        assertTrue(taken.withoutTicket() <= taken.toResume(), taken::toString);
        assertTrue(taken.waitEnded() <= taken.notIssued(), taken::toString);
        assertTrue(taken.notIssued() <= taken.resumed(), taken::toString);
        assertTrue(taken.resumed() <= taken.toResume(), taken::toString);
      }
    } finally {
      read.set(true);
      loop.join();
    }
  }
}

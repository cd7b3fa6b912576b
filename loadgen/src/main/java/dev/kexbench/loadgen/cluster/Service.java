package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Interval;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run that an agent serves, from its equipment to its dismissal. */
final class Service {
  private static final Logger LOG = LoggerFactory.getLogger(Service.class);

  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(1);

  private final ClusterBus bus;
  private final Duration aloneAfter;
  private final Envelope envelope;
  private final String run;
  private final String coordinator;
  private final Outfitter outfitter;
  private volatile long heardNanos = System.nanoTime();
  private Outfitter.Outfit outfit;
  private boolean underWay;
  private int told;

  Service(Member self, Envelope envelope, String run, String coordinator, Outfitter outfitter) {
    this.bus = self.bus();
    this.aloneAfter = self.aloneAfter();
    this.envelope = envelope;
    this.run = run;
    this.coordinator = coordinator;
    this.outfitter = outfitter;
  }

  boolean isOf(String aRun) {
    return run.equals(aRun);
  }

  /** An order of its coordinator's; empty if it is not from there. */
  Optional<Message> open(byte[] bytes) {
    Optional<Message> message = envelope.open(bytes).flatMap(Messages::decode);
    message.ifPresent(each -> heardNanos = System.nanoTime());
    return message;
  }

  boolean isForsaken(long nowNanos) {
    return nowNanos - heardNanos > aloneAfter.toNanos();
  }

  /** Whether it is done without waiting for anything. */
  boolean isQuick(Message order) {
    return order instanceof Message.Clock || order instanceof Message.Enough;
  }

  /** Does what it is told to; the answer, sealed. */
  byte[] answer(Message order) {
    Message answer;
    try {
      answer = done(order);
    } catch (IllegalArgumentException e) {
      LOG.warn("an order was refused: {}", e.getMessage());
      answer = new Message.Failed(e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("an order could not be done", e);
      answer = new Message.Failed(e.getMessage());
    }
    return envelope.seal(Messages.encode(answer));
  }

  private Message done(Message order) {
    if (order instanceof Message.Clock) {
      return new Message.Reading(System.nanoTime(), ClockFit.wallNanos());
    }
    if (order instanceof Message.Equip equip) {
      return equip(equip);
    }
    if (outfit == null) {
      return new Message.Failed("it has no equipment yet");
    }
    if (order instanceof Message.Prepare prepare) {
      Map<ClientClass, Long> each = new EnumMap<>(ClientClass.class);
      prepare.each().forEach((name, count) -> each.put(ClientClass.valueOf(name), count));
      outfit.agent().prepare(prepare.stretchesAhead(), each);
    } else if (order instanceof Message.Begin begin) {
      return begin(begin);
    } else if (order instanceof Message.Enough) {
      outfit.agent().enough();
    } else if (order instanceof Message.End end) {
      return end(Duration.ofNanos(end.patienceNanos()));
    } else {
      return new Message.Failed("it does not know that order");
    }
    return new Message.Done();
  }

  private Message equip(Message.Equip equip) {
    KeyText keys =
        envelope
            .decrypt(Base64.getDecoder().decode(equip.sealedKeys()))
            .flatMap(KeyText::decode)
            .orElseThrow(() -> new IllegalArgumentException("its keys cannot be decrypted"));
    Equipment equipment =
        new Equipment(
            equip.title(),
            equip.options(),
            equip.targets(),
            equip.admission(),
            keys.key(),
            keys.credentials());
    outfit = outfitter.outfit(equipment, equip.index(), equip.of());
    return new Message.Ready(outfit.provider(), outfit.agent().transport());
  }

  private Message begin(Message.Begin begin) {
    told = 0;
    underWay = true;
    Order order =
        new Order(
            begin.stretch().in(outfit.plan()), begin.flows(), begin.flowsOn(), begin.startNanos());
    outfit.agent().begin(order, new Teller(begin.number()));
    return new Message.Begun(begin.startNanos() - System.nanoTime());
  }

  /** Tells the coordinator of a stretch. */
  private final class Teller implements Agent.Listener {
    private final int stretch;

    private Teller(int stretch) {
      this.stretch = stretch;
    }

    @Override
    public void interval(Interval interval) {
      int number = told++;
      send(new Message.Told(stretch, number, IntervalText.of(interval)));
    }

    @Override
    public void over() {
      send(new Message.Over(stretch, told));
    }
  }

  /** Says that this agent lives. */
  void beat() {
    send(new Message.Beat());
  }

  private void send(Message message) {
    bus.send(coordinator, envelope.seal(Messages.encode(message)));
  }

  private Message end(Duration patience) {
    underWay = false;
    Ending ending = outfit.agent().end(patience).orElseThrow();
    return new Message.Ended(
        told,
        IntervalText.of(ending.rest()),
        ending.seconds(),
        ending.usage(),
        ending.unprepared(),
        ending.establishedBefore(),
        ending.fault().orElse(null),
        outfit.agent().elsewhere());
  }

  /** The run is over. */
  void dismissed() {
    release();
    LOG.info("dismissed; waiting for the next run");
  }

  private void release() {
    if (outfit != null) {
      outfit.agent().close();
    }
    envelope.close();
  }

  /** Its coordinator is gone. */
  void forsaken() {
    LOG.warn(
        "nothing was heard of the coordinator for {} s: stopping", aloneAfter.toMillis() / 1e3);
    abandoned();
    LOG.info("stopped; waiting for the next run");
  }

  /** Stops, keeps what it has, and leaves the run. */
  void abandoned() {
    if (outfit != null && underWay) {
      outfit.agent().enough();
      outfit.agent().end(SHORT_PATIENCE);
    }
    release();
  }
}

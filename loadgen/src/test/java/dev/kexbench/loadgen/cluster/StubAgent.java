package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.record.ClientClass;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An agent that does nothing but what a test adds. */
public class StubAgent implements Agent {
  private final String name;

  protected StubAgent(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String transport() {
    return "none";
  }

  @Override
  public List<String> fallbackAlgorithms() {
    return List.of();
  }

  @Override
  public void prepare(int phasesAhead, Map<ClientClass, Long> each) {}

  @Override
  public void begin(PhaseSpec spec, Listener listener) {}

  @Override
  public void stopEarly() {}

  @Override
  public Optional<PhaseResult> end(Duration patience) {
    return Optional.empty();
  }

  @Override
  public Optional<String> lost() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}

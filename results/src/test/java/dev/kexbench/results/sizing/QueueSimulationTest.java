package dev.kexbench.results.sizing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.sizing.QueueDiscipline.Distribution;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Known queues. Service has a mean of 1 µs. The number of arrivals is such that the standard error
 * of a mean wait is below 0.3 %.
 */
class QueueSimulationTest {
  private static final ClientLatency NOTHING = ClientLatency.of(new double[] {0});
  private static final double MEAN = 1_000;
  private static final double PER_SECOND = 1e9 / MEAN;
  private static final int MANY = 10_000_000;

  private static final DoubleUnaryOperator EXPONENTIAL = p -> -MEAN * Math.log(1 - p);
  private static final DoubleUnaryOperator CONSTANT = p -> MEAN;

  @Test
  void waitsAsInAnMM1Queue() {
    SimulatedQueue queue = loops(1, Distribution.ONE_QUEUE, EXPONENTIAL, 0.6);
    assertClose(MEAN * 0.6 / 0.4, queue.meanWaitNanos());
    assertClose(MEAN / 0.4, queue.meanSojournNanos());
    assertClose(0.6, queue.utilisation());
  }

  @Test
  void sojournInAnMM1QueueIsExponential() {
    SimulatedQueue queue = loops(1, Distribution.ONE_QUEUE, EXPONENTIAL, 0.5);
    for (double percent : new double[] {25, 50, 90, 99}) {
      double expected = -MEAN / 0.5 * Math.log(1 - percent / 100);
      assertClose(expected, queue.sojourn().getValueAtPercentile(percent));
    }
  }

  @Test
  void waitsAsInAnMD1Queue() {
    SimulatedQueue queue = loops(1, Distribution.ONE_QUEUE, CONSTANT, 0.7);
    assertClose(MEAN * 0.7 / (2 * 0.3), queue.meanWaitNanos());
  }

  @Test
  void waitsAsErlangCSaysForSeveralServersWithOneQueue() {
    for (int servers : new int[] {2, 4, 8}) {
      SimulatedQueue queue = loops(servers, Distribution.ONE_QUEUE, EXPONENTIAL, 0.7);
      assertClose(erlangWait(servers, 0.7), queue.meanWaitNanos());
    }
  }

  @Test
  void waitsAsPollaczekAndKhinchineSayForLognormalService() {
    double sigma = 0.8;
    LogNormalDistribution service =
        LogNormalDistribution.of(Math.log(MEAN) - sigma * sigma / 2, sigma);
    assertPollaczekKhinchine(service::inverseCumulativeProbability, 0.5);
  }

  @Test
  void waitsAsPollaczekAndKhinchineSayForBimodalService() {
    assertPollaczekKhinchine(p -> p < 0.9 ? MEAN / 2 : 5.5 * MEAN, 0.5);
  }

  @Test
  void everyLoopIsAnMM1QueueIfConnectionsChooseAtRandom() {
    SimulatedQueue queue = loops(4, Distribution.RANDOM_LOOP, EXPONENTIAL, 0.6);
    assertClose(MEAN * 0.6 / 0.4, queue.meanWaitNanos());
  }

  @Test
  void turnsWaitLessThanRandomLoopsAndMoreThanOneQueue() {
    double inTurn = loops(4, Distribution.ROUND_ROBIN, EXPONENTIAL, 0.7).meanWaitNanos();
    assertTrue(inTurn < loops(4, Distribution.RANDOM_LOOP, EXPONENTIAL, 0.7).meanWaitNanos());
    assertTrue(inTurn > loops(4, Distribution.ONE_QUEUE, EXPONENTIAL, 0.7).meanWaitNanos());
  }

  @Test
  void nothingWaitsForConstantServiceAtConstantDistances() {
    SimulatedQueue queue =
        simulation(QueueDiscipline.unlimited(1, Distribution.ONE_QUEUE), CONSTANT)
            .run(ArrivalProcess.constant(0.9 * PER_SECOND), 10_000, NOTHING);
    assertEquals(0, queue.meanWaitNanos(), 1e-3);
  }

  @Test
  void measuredGapsAreScaledToTheRate() {
    SimulatedQueue queue =
        simulation(QueueDiscipline.unlimited(1, Distribution.ONE_QUEUE), CONSTANT)
            .run(ArrivalProcess.measured(0.5 * PER_SECOND, new double[] {3, 5}), 100_000, NOTHING);
    assertClose(0.5, queue.utilisation());
    assertEquals(0, queue.waiting().getMaxValue());
  }

  /** Erlang's loss: one handshake in service and one place that is full at once. */
  @Test
  void aFullQueueAnswersBusy() {
    QueueDiscipline small = new QueueDiscipline(1, 0, Distribution.ONE_QUEUE, 1, 1e12);
    SimulatedQueue queue =
        simulation(small, EXPONENTIAL).run(ArrivalProcess.poisson(PER_SECOND), MANY, NOTHING);
    // M/M/1/2 at a utilisation of 1: its three states are equally likely.
    assertClose(1.0 / 3, queue.shedShare());
    assertClose(2.0 / 3, queue.utilisation());
  }

  @Test
  void nobodyWaitsLongerThanTheLimitAndTheRestIsShed() {
    QueueDiscipline impatient = new QueueDiscipline(1, 0, Distribution.ONE_QUEUE, 1_000, 10 * MEAN);
    SimulatedQueue queue =
        simulation(impatient, EXPONENTIAL)
            .run(ArrivalProcess.poisson(2 * PER_SECOND), 1_000_000, NOTHING);
    assertTrue(queue.waiting().getMaxValue() <= Math.round(10.1 * MEAN));
    assertClose(0.5, queue.shedShare());
  }

  /** With 6 cores, loops and threads have their own; with 4 they share them. */
  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void cryptoThreadsServeOneQueue(int cores) {
    QueueDiscipline threads =
        new QueueDiscipline(2, 4, Distribution.ROUND_ROBIN, Integer.MAX_VALUE, 1e15);
    SimulatedQueue queue =
        new QueueSimulation(ServiceTimes.ofQuantiles(EXPONENTIAL), threads, cores, Pauses.NONE, 1)
            .run(ArrivalProcess.poisson(4 * 0.7 * PER_SECOND), MANY, NOTHING);
    assertClose(erlangWait(4, 0.7), queue.meanWaitNanos());
  }

  /**
   * Pauses are customers with preemptive priority: Cobham's formula for them, as in Gross and
   * Harris, Fundamentals of Queueing Theory, section 3.4.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.2})
  void pausesDelayAsWorkOfHigherPriority(double pausedShare) {
    double length = 5 * MEAN;
    double load = 0.5;
    Pauses pauses = Pauses.independent(pausedShare / length * 1e9, length);
    SimulatedQueue queue =
        new QueueSimulation(
                ServiceTimes.ofQuantiles(EXPONENTIAL),
                QueueDiscipline.unlimited(1, Distribution.ONE_QUEUE),
                1,
                pauses,
                42)
            .run(ArrivalProcess.poisson(load * PER_SECOND), MANY, NOTHING);
    double residual = (pausedShare * length + load * 2 * MEAN) / 2;
    double sojourn =
        MEAN / (1 - pausedShare) + residual / ((1 - pausedShare) * (1 - pausedShare - load));
    assertClose(sojourn, queue.meanSojournNanos());
    assertClose(load, queue.utilisation());
  }

  /**
   * Welch, On a generalized M/G/1 queuing process in which the first customer of each busy period
   * receives exceptional service, 1964.
   */
  @Test
  void aHandshakeThatFindsTheServerIdleTakesLonger() {
    double more = 3 * MEAN;
    double rate = 0.5 / MEAN;
    SimulatedQueue queue =
        new QueueSimulation(
                ServiceTimes.ofQuantiles(EXPONENTIAL, more),
                QueueDiscipline.unlimited(1, Distribution.ONE_QUEUE),
                1,
                Pauses.NONE,
                42)
            .run(ArrivalProcess.poisson(0.5 * PER_SECOND), MANY, NOTHING);
    double square = 2 * MEAN * MEAN;
    double firstSquare = square + 2 * more * MEAN + more * more;
    double wait =
        rate * square / (2 * (1 - rate * MEAN))
            + rate * (firstSquare - square) / (2 * (1 + rate * more));
    assertClose(wait, queue.meanWaitNanos());
    assertClose((0.5 + rate * more) / (1 + rate * more), queue.utilisation());
  }

  /**
   * Of so many loops each is idle, and their half of the time delays all handshakes alike: those
   * arrive at the thread as a Poisson process, and its half is Welch's exceptional service.
   */
  @Test
  void aHandshakeThatFindsItsLoopAndCryptoThreadIdleTakesLonger() {
    int loops = 4_000;
    double more = 4 * MEAN;
    double rate = 0.4 / MEAN;
    QueueDiscipline threads =
        new QueueDiscipline(loops, 1, Distribution.RANDOM_LOOP, Integer.MAX_VALUE, 1e15);
    SimulatedQueue queue =
        new QueueSimulation(
                ServiceTimes.ofQuantiles(EXPONENTIAL, more), threads, loops + 1, Pauses.NONE, 42)
            .run(ArrivalProcess.poisson(0.4 * PER_SECOND), MANY, NOTHING);
    double ofThread = more / 2;
    double square = 2 * MEAN * MEAN;
    double firstSquare = square + 2 * ofThread * MEAN + ofThread * ofThread;
    double wait =
        rate * square / (2 * (1 - rate * MEAN))
            + rate * (firstSquare - square) / (2 * (1 + rate * ofThread));
    double busy = (0.4 + rate * ofThread) / (1 + rate * ofThread);
    assertClose(wait, queue.meanWaitNanos());
    assertClose(wait + more / 4 + (1 - busy) * ofThread + MEAN, queue.meanSojournNanos());
    assertClose((busy + rate * more / 2) / (loops + 1), queue.utilisation());
  }

  @Test
  void oneSeedGivesOneResult() {
    SimulatedQueue one = loops(2, Distribution.RANDOM_LOOP, EXPONENTIAL, 0.7, 10_000);
    SimulatedQueue other = loops(2, Distribution.RANDOM_LOOP, EXPONENTIAL, 0.7, 10_000);
    assertEquals(other.latency(), one.latency());
  }

  @Test
  void aBurstMultipliesTheRateForItsTime() {
    ArrivalProcess arrivals =
        ArrivalProcess.poisson(1_000).with(new ArrivalProcess.Burst(5, 1e11, 2e11));
    QueueSimulation simulation =
        simulation(QueueDiscipline.unlimited(1, Distribution.ONE_QUEUE), CONSTANT);
    int[] counts = new int[3];
    StartTimes starts = simulation.starts(arrivals, NOTHING);
    for (double now = 0; now < 3e11; now = starts.next()) {
      counts[(int) (now / 1e11)]++;
    }
    assertClose(100_000, counts[0]);
    assertClose(500_000, counts[1]);
    assertClose(100_000, counts[2]);
  }

  @Test
  void theShareOfQueueingIsWhatAnIdleServerWouldSave() {
    SimulatedQueue idle = loops(1, Distribution.ONE_QUEUE, CONSTANT, 0.001, 100_000);
    assertEquals(0, idle.part(50).queueShare());
    SimulatedQueue busy = loops(1, Distribution.ONE_QUEUE, CONSTANT, 0.9, 1_000_000);
    double p99 = busy.latency().getValueAtPercentile(99);
    assertEquals(p99, busy.part(99).nanos());
    assertEquals(1 - MEAN / p99, busy.part(99).queueShare(), 0.001);
  }

  /** {@code W = λE[S²] / 2(1−ρ)}, with the second moment of the table that is drawn from. */
  private static void assertPollaczekKhinchine(DoubleUnaryOperator quantile, double load) {
    int points = 4_000_000;
    double mean = 0;
    double square = 0;
    for (int i = 0; i < points; i++) {
      double nanos = quantile.applyAsDouble((i + 0.5) / points);
      mean += nanos / points;
      square += nanos * nanos / points;
    }
    assertClose(MEAN, mean);
    SimulatedQueue queue = loops(1, Distribution.ONE_QUEUE, quantile, load);
    double wait = load / mean * square / (2 * (1 - load));
    assertClose(wait, queue.meanWaitNanos());
  }

  /** The mean wait of M/M/c: Erlang C over the rate that is left. */
  private static double erlangWait(int servers, double load) {
    double offered = servers * load;
    double blocked = 1; // Erlang B, by its recursion over the number of servers
    for (int i = 1; i <= servers; i++) {
      blocked = offered * blocked / (i + offered * blocked);
    }
    double waiting = blocked / (1 - load * (1 - blocked));
    return waiting * MEAN / (servers * (1 - load));
  }

  private static SimulatedQueue loops(
      int loops, Distribution distribution, DoubleUnaryOperator quantile, double load) {
    return loops(loops, distribution, quantile, load, MANY);
  }

  private static SimulatedQueue loops(
      int loops, Distribution distribution, DoubleUnaryOperator quantile, double load, int count) {
    return simulation(QueueDiscipline.unlimited(loops, distribution), quantile)
        .run(ArrivalProcess.poisson(loops * load * PER_SECOND), count, NOTHING);
  }

  private static QueueSimulation simulation(
      QueueDiscipline discipline, DoubleUnaryOperator quantile) {
    return new QueueSimulation(
        ServiceTimes.ofQuantiles(quantile), discipline, discipline.loops(), Pauses.NONE, 42);
  }

  /** Within 1 %. */
  private static void assertClose(double expected, double actual) {
    assertEquals(expected, actual, 0.01 * expected);
  }
}

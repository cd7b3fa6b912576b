package dev.kexbench.bench.fork;

import java.lang.reflect.Field;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Changes JMH's plan of iterations in a forked JVM. JMH has no way to end a warm-up early, but its
 * loop reads the number of iterations before each one, and their length at the beginning of each
 * (BaseRunner.runBenchmark and BenchmarkHandler.runIteration in JMH 1.37), from objects that only
 * this fork has. Their fields are final, so they are written by reflection. A JVM that forbids that
 * runs all iterations that were planned.
 */
final class IterationFields {
  private IterationFields() {}

  /** Sets the number of iterations; returns whether that was possible. */
  static boolean setCount(IterationParams of, int count) {
    return set(of, "count", count);
  }

  /** Sets the length of an iteration; returns whether that was possible. */
  static boolean setTime(IterationParams of, TimeValue time) {
    return set(of, "timeValue", time);
  }

  private static boolean set(IterationParams of, String name, Object value) {
    for (Class<?> type = of.getClass(); type != null; type = type.getSuperclass()) {
      try {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        field.set(of, value);
        return true;
      } catch (NoSuchFieldException inherited) {
        // JMH pads its objects by inheritance: a superclass declares it.
      } catch (IllegalAccessException | RuntimeException forbidden) {
        return false;
      }
    }
    return false;
  }
}

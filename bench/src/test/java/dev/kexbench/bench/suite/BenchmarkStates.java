package dev.kexbench.bench.suite;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Calls benchmark methods with states that are set up as JMH does it for one thread, and keeps what
 * JMH discards: the returned value, and the states. States with the same parameters are set up
 * once.
 */
final class BenchmarkStates {
  private static final BenchmarkParams ONE_THREAD =
      new BenchmarkParams(
          "",
          "",
          false,
          1,
          new int[] {1},
          List.of(),
          0,
          0,
          new IterationParams(IterationType.WARMUP, 0, TimeValue.NONE, 1),
          new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.NONE, 1),
          Mode.AverageTime,
          new WorkloadParams(),
          TimeUnit.MICROSECONDS,
          1,
          "",
          List.of(),
          "",
          "",
          "",
          "",
          TimeValue.NONE);

  private final Map<String, Object> made = new HashMap<>();

  /** A benchmark method with its states. */
  final class Called {
    private final Method method;
    private final Object[] states;
    private final Object of;
    private final Map<String, String> parameters;

    private Called(String name, Map<String, String> parameters)
        throws ReflectiveOperationException {
      int dot = name.lastIndexOf('.');
      Class<?> type = Class.forName(name.substring(0, dot));
      this.method =
          annotated(type, Benchmark.class)
              .filter(each -> each.getName().equals(name.substring(dot + 1)))
              .findFirst()
              .orElseThrow();
      this.of = type.getDeclaredConstructor().newInstance();
      this.parameters = parameters;
      this.states = states(method, parameters);
    }

    /** The state of this class that its own states were set up with. */
    <T> T shared(Class<T> type) throws ReflectiveOperationException {
      return type.cast(BenchmarkStates.this.state(type, parameters));
    }

    /** What the method returns. */
    Object result() throws ReflectiveOperationException {
      for (Object state : states) {
        for (Method setup : setups(state.getClass(), Level.Invocation).toList()) {
          invoke(setup, state);
        }
      }
      return invoke(method, of, states);
    }

    /** The state of this class that the method was called with. */
    <T> T state(Class<T> type) {
      return Arrays.stream(states)
          .filter(type::isInstance)
          .map(type::cast)
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * A benchmark with states for these parameters.
   *
   * @param name class and method, with the package
   */
  Called call(String name, Map<String, String> parameters) throws ReflectiveOperationException {
    return new Called(name, parameters);
  }

  /** A private field of a state, or of one of its superclasses. */
  static Object field(Object state, String name) throws ReflectiveOperationException {
    for (Class<?> type = state.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field.get(state);
        }
      }
    }
    throw new NoSuchFieldException(state.getClass() + " has no " + name);
  }

  /** The input that a ring handed out last. */
  static <T> T last(Object state, String ring, Class<T> type) throws ReflectiveOperationException {
    Object inputs = field(state, ring);
    return type.cast(((List<?>) field(inputs, "inputs")).get((int) field(inputs, "at")));
  }

  private Object[] states(Method method, Map<String, String> parameters)
      throws ReflectiveOperationException {
    Object[] states = new Object[method.getParameterCount()];
    for (int at = 0; at < states.length; at++) {
      Class<?> type = method.getParameterTypes()[at];
      states[at] = type == BenchmarkParams.class ? ONE_THREAD : state(type, parameters);
    }
    return states;
  }

  private Object state(Class<?> type, Map<String, String> parameters)
      throws ReflectiveOperationException {
    if (!type.isAnnotationPresent(State.class)) {
      throw new IllegalArgumentException(type + " is no state");
    }
    Map<String, String> own = new TreeMap<>(parameters);
    own.keySet().retainAll(parametersOf(type));
    String key = type.getName() + own;
    if (!made.containsKey(key)) {
      made.put(key, setUp(type, own));
    }
    return made.get(key);
  }

  /** The parameters of a state, and of those that it is set up with. */
  private static List<String> parametersOf(Class<?> type) {
    Stream<String> own = parameters(type).map(Field::getName);
    Stream<String> others =
        setups(type, Level.Trial)
            .flatMap(setup -> Arrays.stream(setup.getParameterTypes()))
            .filter(each -> each != BenchmarkParams.class)
            .flatMap(each -> parametersOf(each).stream());
    return Stream.concat(own, others).distinct().toList();
  }

  private Object setUp(Class<?> type, Map<String, String> parameters)
      throws ReflectiveOperationException {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object state = constructor.newInstance();
    for (Field field : parameters(type).toList()) {
      field.set(state, value(field.getType(), parameters.get(field.getName())));
    }
    for (Method setup : setups(type, Level.Trial).toList()) {
      invoke(setup, state, states(setup, parameters));
    }
    return state;
  }

  private static Object value(Class<?> type, String text) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(each -> ((Enum<?>) each).name().equals(text))
          .findFirst()
          .orElseThrow();
    }
    return type == int.class ? Integer.valueOf(text) : text;
  }

  private static Stream<Field> parameters(Class<?> type) {
    return Arrays.stream(type.getFields()).filter(field -> field.isAnnotationPresent(Param.class));
  }

  private static Stream<Method> setups(Class<?> type, Level level) {
    return annotated(type, Setup.class)
        .filter(method -> method.getAnnotation(Setup.class).value() == level);
  }

  private static Stream<Method> annotated(Class<?> type, Class<? extends Annotation> by) {
    return Arrays.stream(type.getMethods()).filter(method -> method.isAnnotationPresent(by));
  }

  private static Object invoke(Method method, Object on, Object... with)
      throws ReflectiveOperationException {
    try {
      return method.invoke(on, with);
    } catch (InvocationTargetException thrown) {
      throw new AssertionError(method + " failed", thrown.getCause());
    }
  }
}

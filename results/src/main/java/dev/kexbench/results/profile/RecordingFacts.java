package dev.kexbench.results.profile;

import java.io.IOException;
import java.nio.file.Path;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Which tool has made a recording, by what it has written into it.
 *
 * @param source what async-profiler took CPU samples from, as {@code perf_events}; else empty
 */
record RecordingFacts(String name, String source) {
  private static final String ASYNC = "async-profiler";

  static RecordingFacts of(Path recording) throws IOException {
    String name = "";
    String source = "";
    try (RecordingFile events = new RecordingFile(recording)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        String type = event.getEventType().getName();
        if (type.equals("jdk.ActiveRecording") && event.getString("name").startsWith(ASYNC)) {
          name = event.getString("name");
        } else if (type.equals("jdk.ActiveSetting") && event.getString("name").equals("engine")) {
          source = event.getString("value");
        }
      }
    }
    return name.isEmpty()
        ? new RecordingFacts("JDK Flight Recorder", "")
        : new RecordingFacts(name, source);
  }

  boolean asyncProfiler() {
    return name.startsWith(ASYNC);
  }

  /** The tool for a reader, as {@code async-profiler 4.5 (perf events)}. */
  String tool(ProfileEvent event) {
    return event == ProfileEvent.CPU && !source.isEmpty()
        ? "%s (%s)".formatted(name, source.replace('_', ' '))
        : name;
  }
}

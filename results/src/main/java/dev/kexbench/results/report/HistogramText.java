package dev.kexbench.results.report;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** Encodes histograms as text: base64 of HdrHistogram's compressed encoding. */
public final class HistogramText {
  private HistogramText() {}

  /** The histogram as text. */
  public static String encode(Histogram histogram) {
    ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(bytes);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
  }

  /**
   * The histogram that the text encodes.
   *
   * @throws CommandFailure with exit code 2 if the text is not an encoded histogram
   */
  public static Histogram decode(String text) {
    if (text == null) {
      throw unreadable(null);
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
      return Histogram.decodeFromCompressedByteBuffer(bytes, 0);
    } catch (DataFormatException | RuntimeException broken) {
      throw unreadable(broken);
    }
  }

  private static CommandFailure unreadable(Exception cause) {
    return new CommandFailure(
        ExitCode.USAGE,
        "cannot read a latency histogram: not base64 of a compressed HdrHistogram;"
            + " give the file as it was written",
        cause);
  }
}

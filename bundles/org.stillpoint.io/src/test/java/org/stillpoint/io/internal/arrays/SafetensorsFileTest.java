package org.stillpoint.io.internal.arrays;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemFormatException;

class SafetensorsFileTest {

    private static byte[] file(String header, byte[] values) {
        byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return buffer(8 + text.length + values.length).putLong(text.length).put(text).put(values).array();
    }

    private static Map<String, NamedArray> read(byte[] file) throws IOException {
        return SafetensorsFile.read(new ByteArrayInputStream(file), "m.safetensors");
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void readsEveryType() throws IOException {
        byte[] values = buffer(43).putDouble(.1).putDouble(-2).putFloat(.1f).putShort((short) 0x3C00).putShort((short) 0x3DCD).putLong(-7)
                .putInt(5).put((byte) -1).putInt(7).put((byte) 1).put((byte) 0).array();
        Map<String, NamedArray> arrays = read(file("{'__metadata__': {'format': 'pt'}, 'f16': {'dtype': 'F16', 'shape': [1], "
                + "'data_offsets': [20, 22]}, 'f64': {'dtype': 'F64', 'shape': [1, 2], 'data_offsets': [0, 16]}, "
                + "'f32': {'dtype': 'F32', 'shape': [], 'data_offsets': [16, 20]}, 'bf16': {'dtype': 'BF16', 'shape': [1], "
                + "'data_offsets': [22, 24]}, 'i64': {'dtype': 'I64', 'shape': [1], 'data_offsets': [24, 32]}, "
                + "'i32': {'dtype': 'I32', 'shape': [1], 'data_offsets': [32, 36]}, 'i8': {'dtype': 'I8', 'shape': [1], "
                + "'data_offsets': [36, 37]}, 'i': {'dtype': 'I32', 'shape': [1], 'data_offsets': [37, 41]}, "
                + "'b': {'dtype': 'BOOL', 'shape': [2], 'data_offsets': [41, 43]}, 'none': {'dtype': 'F64', 'shape': [0, 3], "
                + "'data_offsets': [43, 43]}}   ", values));
        assertEquals(List.of("f16", "f64", "f32", "bf16", "i64", "i32", "i8", "i", "b", "none"), List.copyOf(arrays.keySet()));
        assertEquals(new NamedArray(new double[] {.1, -2}, 1, 2), arrays.get("f64"));
        assertEquals(new NamedArray(new float[] {.1f}), arrays.get("f32"));
        assertEquals(new NamedArray(new float[] {1}, 1), arrays.get("f16"));
        assertEquals(new NamedArray(new float[] {.10009765625f}, 1), arrays.get("bf16"));
        assertEquals(new NamedArray(new long[] {-7}, 1), arrays.get("i64"));
        assertEquals(new NamedArray(new int[] {7}, 1), arrays.get("i"));
        assertEquals(new NamedArray(new byte[] {1, 0}, 2), arrays.get("b"));
        assertEquals(new NamedArray(new double[0], 0, 3), arrays.get("none"));
    }

    @Test
    void readsHalvesOfAllKinds() throws IOException {
        // 1, the largest, the least normal, the least, minus zero, infinity, a third.
        int[] bits = {0x3C00, 0x7BFF, 0x0400, 0x0001, 0x8000, 0xFC00, 0x3555};
        ByteBuffer values = buffer(2 * bits.length);
        Arrays.stream(bits).forEach(value -> values.putShort((short) value));
        NamedArray halves = read(file("{'h': {'dtype': 'F16', 'shape': [7], 'data_offsets': [0, 14]}}", values.array())).get("h");
        assertArrayEquals(new float[] {1, 65504, 0x1p-14f, 0x1p-24f, -0f, Float.NEGATIVE_INFINITY, .333251953125f},
                (float[]) halves.values());
    }

    @Test
    void readsOneArrayBesideOthersOfUnknownTypes() throws IOException {
        byte[] file = file("{'a': {'dtype': 'F8_E4M3', 'shape': [2], 'data_offsets': [0, 2]}, 'b': {'dtype': 'I8', 'shape': [1], "
                + "'data_offsets': [2, 3]}}", new byte[] {0, 0, 9});
        assertEquals(new NamedArray(new byte[] {9}, 1), SafetensorsFile.read(new ByteArrayInputStream(file), "m", "b"));
        assertTrue(assertThrows(ProblemFormatException.class, () -> read(file)).getMessage().contains("m.safetensors#a: type F8_E4M3"));
        assertTrue(assertThrows(ProblemFormatException.class, () -> SafetensorsFile.read(new ByteArrayInputStream(file), "m", "c"))
                .getMessage().contains("no array 'c'; expected one of [a, b]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "{'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0, 8]}, 'b': {'dtype': 'I8', 'shape': [1], 'data_offsets': [7, 8]}}|overlap",
        "{'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [4, 8]}}|leave a gap after byte 0",
        "{'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0, 4]}}|4 bytes after the last array",
        "{'a': {'dtype': 'F32', 'shape': [4], 'data_offsets': [0, 16]}}|outside the 8 bytes of values; the file is truncated",
        "{'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [-4, 8]}}|outside the 8 bytes of values",
        "{'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [8, 0]}}|outside the 8 bytes of values",
        "{'a': {'dtype': 'F32', 'shape': [3], 'data_offsets': [0, 8]}}|8 bytes; expected 12 for 3 values of type F32",
        "{'a': {'dtype': 'F32', 'shape': [-2], 'data_offsets': [0, 8]}}|the shape is no list of extents",
        "{'a': {'dtype': 'F32', 'shape': [1.5], 'data_offsets': [0, 8]}}|the shape is no list of extents",
        "{'a': {'dtype': 'F32', 'shape': [65536, 65536], 'data_offsets': [0, 8]}}|the shape is no list of extents",
        "{'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0]}}|data_offsets are not two integers",
        "{'a': {'dtype': 'F32', 'shape': [2]}}|data_offsets",
        "{'a': 7}|expected dtype, shape and data_offsets",
        "{'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0, 8]}|m.safetensors",
        "[1]|expected a JSON object"})
    void refusesDamagedHeaders(String header, String message) {
        String refusal = assertThrows(ProblemFormatException.class, () -> read(file(header, new byte[8]))).getMessage();
        assertTrue(refusal.contains(message), refusal);
    }

    @Test
    void refusesWhatIsCutOffAnywhere() {
        byte[] whole = file("{'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0, 8]}}", new byte[8]);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThrows(ProblemFormatException.class, () -> read(part), () -> part.length + " bytes");
        }
        assertThrows(ProblemFormatException.class, () -> read(buffer(64).putLong(Long.MAX_VALUE).array()));
    }
}

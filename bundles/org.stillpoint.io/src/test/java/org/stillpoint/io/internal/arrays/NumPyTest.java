package org.stillpoint.io.internal.arrays;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.io.internal.Resources;
import org.stillpoint.io.internal.TestData;

/** The files beside this test were written by NumPy itself. */
class NumPyTest {

    private static Map<String, NamedArray> archive(String name) throws IOException {
        return NpzFile.read(new ByteArrayInputStream(Resources.bytes(NumPyTest.class, name)), name);
    }

    private static NamedArray npy(byte[] content) throws IOException {
        return NpyFile.read(new ByteArrayInputStream(content), "a.npy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stored.npz", "deflated.npz"})
    void readsEveryTypeInEveryOrder(String name) throws IOException {
        Map<String, NamedArray> arrays = archive(name);
        int numbers = 0;
        for (Map.Entry<String, NamedArray> entry : arrays.entrySet()) {
            if (entry.getKey().matches("(little|big|byte)_.*")) {
                double sign = entry.getKey().contains("_i") ? -1 : 1;
                assertArrayEquals(new int[] {2, 3}, entry.getValue().shape(), entry.getKey());
                assertArrayEquals(new double[] {sign, 2 * sign, 3 * sign, 4 * sign, 5 * sign, 6 * sign},
                        RowMajor.doubles(entry.getValue()), entry.getKey());
                numbers++;
            }
        }
        assertEquals(32, numbers);
        assertEquals(new NamedArray(new byte[] {1, 0, 1}, 3), arrays.get("truth"));
        assertEquals(new NamedArray(new double[] {2.5}), arrays.get("scalar"));
        assertEquals(new NamedArray(new double[0], 0, 3), arrays.get("empty"));
        assertEquals(new NamedArray(new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 5e-324}, 5),
                arrays.get("special"));
        double[] cube = new double[24];
        Arrays.setAll(cube, i -> i);
        assertEquals(new NamedArray(cube, 2, 3, 4), arrays.get("cube"));
    }

    @ParameterizedTest
    @CsvSource({"little_f8,double[]", "big_f4,float[]", "little_i8,long[]", "little_u8,long[]", "little_u4,long[]", "big_i4,int[]",
        "little_i2,int[]", "big_u2,int[]", "byte_u1,int[]", "byte_i1,byte[]"})
    void keepsTheTypeOfNumbers(String name, String type) throws IOException {
        assertEquals(type, archive("stored.npz").get(name).values().getClass().getSimpleName());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsEveryVersion(int version) throws IOException {
        assertEquals(new NamedArray(new double[] {1, 2}, 2), npy(Resources.bytes(NumPyTest.class, "version" + version + ".npy")));
    }

    @ParameterizedTest
    @CsvSource({"text.npy,<U2", "complex.npy,<c16", "half.npy,<f2"})
    void refusesOtherTypes(String name, String type) throws IOException {
        byte[] content = Resources.bytes(NumPyTest.class, name);
        assertEquals("a.npy: NumPy type '" + type + "'; expected f4, f8, i1 to i8, u1 to u8 or b1",
                assertThrows(ProblemFormatException.class, () -> npy(content)).getMessage());
    }

    @Test
    void refusesStructuredArrays() throws IOException {
        byte[] content = Resources.bytes(NumPyTest.class, "structured.npy");
        String message = assertThrows(ProblemFormatException.class, () -> npy(content)).getMessage();
        assertTrue(message.endsWith("expected descr (one plain type), fortran_order and shape"), message);
    }

    @Test
    void refusesEveryTruncationAndMoreData() throws IOException {
        byte[] content = Resources.bytes(NumPyTest.class, "version1.npy");
        for (int length = 0; length < content.length; length++) {
            byte[] part = Arrays.copyOf(content, length);
            assertThrows(ProblemFormatException.class, () -> npy(part));
        }
        byte[] more = Arrays.copyOf(content, content.length + 1);
        assertEquals("a.npy: more data after the 16 bytes of numbers",
                assertThrows(ProblemFormatException.class, () -> npy(more)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(99999999999,)", "(2147483647,)", "(100000,100000)", "(300000000,)", "(-1,)", "(2,,3)"})
    void refusesShapesThatCannotBe(String shape) throws IOException {
        byte[] header = ("{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }").getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0});
        content.write(header);
        assertThrows(ProblemFormatException.class, () -> npy(content.toByteArray()));
    }

    @Test
    void refusesUnsignedNumbersBeyondLong() throws IOException {
        byte[] content = Resources.bytes(NumPyTest.class, "version1.npy");
        String text = new String(content, StandardCharsets.ISO_8859_1).replace("<f8", "<u8");
        byte[] changed = text.getBytes(StandardCharsets.ISO_8859_1);
        changed[changed.length - 1] = (byte) 0x80;
        assertTrue(assertThrows(ProblemFormatException.class, () -> npy(changed)).getMessage().contains("is too large"));
    }

    @Test
    void refusesDamagedArchives() throws IOException {
        byte[] content = Resources.bytes(NumPyTest.class, "deflated.npz");
        Map<String, NamedArray> whole = archive("deflated.npz");
        for (int length = 0; length < content.length; length += 97) {
            byte[] part = Arrays.copyOf(content, length);
            assertThrows(ProblemFormatException.class, () -> NpzFile.read(new ByteArrayInputStream(part), "a.npz"));
        }
        Random random = new Random(1);
        int refused = 0;
        for (int trial = 0; trial < 200; trial++) {
            byte[] damaged = content.clone();
            damaged[random.nextInt(content.length / 2)] ^= (byte) (1 << random.nextInt(8));
            try {
                Map<String, NamedArray> read = NpzFile.read(new ByteArrayInputStream(damaged), "a.npz");
                assertTrue(whole.values().containsAll(read.values()));
            } catch (ProblemFormatException damage) {
                refused++;
            }
        }
        assertTrue(refused > 100, "refused " + refused);
    }

    @Test
    void namesTheArraysThereAre() throws IOException {
        Map<String, NamedArray> arrays = new LinkedHashMap<>();
        arrays.put("x", new NamedArray(new double[] {1}, 1));
        arrays.put("y", new NamedArray(new double[] {2}, 1));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpzFile.write(arrays, out);
        assertEquals(arrays.get("y"), NpzFile.read(new ByteArrayInputStream(out.toByteArray()), "a.npz", "y"));
        assertEquals("a.npz: there is no array 'z'; expected one of [x, y]", assertThrows(ProblemFormatException.class,
                () -> NpzFile.read(new ByteArrayInputStream(out.toByteArray()), "a.npz", "z")).getMessage());
    }

    @Test
    void writesWhatItReads() throws IOException {
        Map<String, NamedArray> arrays = archive("stored.npz");
        Random random = new Random(2);
        arrays.put("large", new NamedArray(random.doubles(30_011).toArray(), 30_011));
        arrays.put("none", new NamedArray(new int[0], 0));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpzFile.write(arrays, out);
        assertEquals(arrays, NpzFile.read(new ByteArrayInputStream(out.toByteArray()), "a.npz"));
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        NpzFile.write(arrays, again);
        assertArrayEquals(out.toByteArray(), again.toByteArray());
    }

    @Test
    void writesHeadersTooLongForTheFirstVersion() throws IOException {
        int[] shape = new int[30_000];
        Arrays.fill(shape, 1);
        NamedArray array = new NamedArray(new double[] {3}, shape);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyFile.write(array, out);
        assertEquals(2, out.toByteArray()[6]);
        assertEquals(array, npy(out.toByteArray()));
    }

    @Test
    void readsRealData() throws IOException {
        byte[] content = Files.readAllBytes(TestData.path("transport/features_class1_class2.npz"));
        assertArrayEquals(new int[] {963, 60}, NpzFile.read(new ByteArrayInputStream(content), "f.npz", "X").shape());
        assertArrayEquals(new int[] {955, 60}, NpzFile.read(new ByteArrayInputStream(content), "f.npz", "Y").shape());
        byte[] weights = Files.readAllBytes(TestData.path("recurrence/gru16_seattle_hourly.npz"));
        Map<String, NamedArray> arrays = NpzFile.read(new ByteArrayInputStream(weights), "w.npz");
        assertArrayEquals(new int[] {48, 3}, arrays.get("weight_ih_l0").shape());
        assertArrayEquals(new int[] {8759, 3}, arrays.get("input").shape());
        assertTrue(arrays.keySet().containsAll(List.of("weight_hh_l0", "bias_ih_l0", "bias_hh_l0", "hidden")));
    }
}

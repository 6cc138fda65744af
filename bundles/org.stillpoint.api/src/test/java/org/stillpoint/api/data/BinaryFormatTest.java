package org.stillpoint.api.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class BinaryFormatTest {

    @Test
    void randomRecordsSurviveTheRoundTrip() {
        for (int seed = 0; seed < 300; seed++) {
            DataRecord record = randomRecord(new Random(seed), 0);
            assertEquals(record, BinaryFormat.fromBytes(BinaryFormat.toBytes(record)), "seed " + seed);
        }
    }

    @Test
    void arraysLongerThanTheBufferKeepEveryBit() {
        Random random = new Random(7);
        double[] doubles = random.doubles(100_003).toArray();
        doubles[17] = Double.NaN;
        doubles[18] = -0.0;
        doubles[19] = Double.NEGATIVE_INFINITY;
        doubles[20] = Double.MIN_VALUE;
        DataRecord record = DataRecord.of("long", 3).doubles("d", doubles).ints("i", random.ints(70_001).toArray())
                .longs("l", random.longs(50_021).toArray()).text("t", "\u00e4\ud83d\ude00".repeat(30_000)).build();
        assertEquals(record, BinaryFormat.fromBytes(BinaryFormat.toBytes(record)));
    }

    @Test
    void theLayoutIsTheDocumentedOne() {
        byte[] bytes = BinaryFormat.toBytes(DataRecord.of("a", 1).integer("n", 258).build());
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals("STPT", new String(bytes, 0, 4, StandardCharsets.US_ASCII));
        assertEquals(1, buffer.getShort(4));
        assertEquals(0, buffer.getShort(6));
        assertEquals(bytes.length - 20, buffer.getLong(8));
        assertEquals(258, buffer.getLong(bytes.length - 12));
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length - 4);
        assertEquals((int) checksum.getValue(), buffer.getInt(bytes.length - 4));
    }

    @Test
    void everyDamagedByteIsNoticed() {
        byte[] bytes = BinaryFormat.toBytes(randomRecord(new Random(3), 0));
        Random random = new Random(4);
        for (int position = 0; position < bytes.length; position++) {
            byte[] damaged = bytes.clone();
            damaged[position] ^= (byte) (1 << random.nextInt(8));
            assertThrows(DataException.class, () -> BinaryFormat.fromBytes(damaged), "position " + position);
        }
    }

    @Test
    void everyTruncationIsNoticed() {
        byte[] bytes = BinaryFormat.toBytes(randomRecord(new Random(5), 0));
        for (int length = 0; length < bytes.length; length++) {
            byte[] truncated = Arrays.copyOf(bytes, length);
            assertThrows(DataException.class, () -> BinaryFormat.fromBytes(truncated), "length " + length);
        }
    }

    @Test
    void aFalseLengthCostsNoMemory() {
        byte[] bytes = BinaryFormat.toBytes(DataRecord.of("a", 1).doubles("x", new double[2]).build());
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(8, Long.MAX_VALUE);
        int extent = bytes.length - 4 - 16 - 4;
        assertEquals(2, buffer.getInt(extent));
        buffer.putInt(extent, Integer.MAX_VALUE / 16);
        assertThrows(DataException.class, () -> BinaryFormat.fromBytes(bytes));
    }

    @Test
    void aNewerFormatIsRefusedByName() {
        byte[] bytes = BinaryFormat.toBytes(DataRecord.of("a", 1).build());
        bytes[4] = 2;
        DataException refusal = assertThrows(DataException.class, () -> BinaryFormat.fromBytes(bytes));
        assertTrue(refusal.getMessage().contains("version 2"), refusal.getMessage());
    }

    @Test
    void recordsFollowEachOtherInAStream() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<DataRecord> records = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            records.add(randomRecord(new Random(i), 0));
            BinaryFormat.write(records.get(i), out);
        }
        ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
        for (DataRecord record : records) {
            assertEquals(record, BinaryFormat.read(in));
        }
        assertEquals(0, in.available());
        assertThrows(DataException.class, () -> BinaryFormat.fromBytes(out.toByteArray()));
    }

    @Test
    void anyNumericArrayReadsAsNumbers() {
        DataRecord record = DataRecord.of("a", 1).array("f", new NamedArray(new float[] {.5f, 2}, 2)).ints("i", new int[] {7})
                .longs("l", new long[] {1L << 40}).doubles("d", new double[] {Math.PI}).build();
        assertArrayEquals(new double[] {.5, 2}, record.numbers("f"));
        assertArrayEquals(new double[] {7}, record.numbers("i"));
        assertArrayEquals(new double[] {0x1p40}, record.numbers("l"));
        assertSame(record.doubles("d"), record.numbers("d"));
    }

    @Test
    void theChecksumFollowsTheContent() {
        double[] values = {1, 2, 3};
        DataRecord record = DataRecord.of("a", 1).doubles("x", values).build();
        int before = BinaryFormat.checksum(record);
        assertEquals(before, BinaryFormat.checksum(DataRecord.of("a", 1).doubles("x", new double[] {1, 2, 3}).build()));
        values[1] = Math.nextUp(2.0);
        assertNotEquals(before, BinaryFormat.checksum(record));
    }

    private static DataRecord randomRecord(Random random, int depth) {
        DataRecord.Builder builder = DataRecord.of(randomText(random), random.nextInt(5));
        int fields = random.nextInt(12);
        for (int i = 0; i < fields; i++) {
            String name = i + randomText(random);
            switch (random.nextInt(depth < 3 ? 12 : 10)) {
                case 0 -> builder.truth(name, random.nextBoolean());
                case 1 -> builder.integer(name, random.nextLong());
                case 2 -> builder.number(name, Double.longBitsToDouble(random.nextLong()));
                case 3 -> builder.text(name, randomText(random));
                case 4 -> builder.texts(name, List.of(randomText(random), randomText(random)).subList(0, random.nextInt(3)));
                case 5 -> builder.array(name, new NamedArray(random.doubles(6).toArray(), 2, 1, 3));
                case 6 -> builder.array(name, new NamedArray(new float[] {random.nextFloat(), Float.NaN}, 2));
                case 7 -> builder.longs(name, random.longs(random.nextInt(4)).toArray());
                case 8 -> builder.array(name, new NamedArray(random.ints(4).toArray(), 2, 2));
                case 9 -> builder.array(name, random.nextBoolean() ? new NamedArray(new byte[] {7}) : new NamedArray(new byte[2], 1, 2));
                case 10 -> builder.record(name, randomRecord(random, depth + 1));
                default -> builder.records(name, List.of(randomRecord(random, depth + 1), randomRecord(random, depth + 1)));
            }
        }
        return builder.build();
    }

    private static String randomText(Random random) {
        return random.ints(random.nextInt(6), 0, 4).collect(StringBuilder::new,
                (text, i) -> text.append(List.of("a", "\u00df", "\u20ac", "\ud83d\ude00").get(i)), StringBuilder::append).toString();
    }
}

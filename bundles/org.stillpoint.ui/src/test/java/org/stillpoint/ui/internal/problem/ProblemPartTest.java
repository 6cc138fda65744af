package org.stillpoint.ui.internal.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;

class ProblemPartTest {

    private static List<ProblemPart> parts(DataRecord.Builder record) {
        return ProblemPart.of(record.build());
    }

    @Test
    void fewValuesAreListedAndManySummarised() {
        double[] many = new double[12];
        many[3] = -2.5;
        many[7] = 4;
        List<ProblemPart> parts = parts(DataRecord.of("thing", 1).doubles("rowLower", new double[] {1, 0.5})
                .array("matrix", new NamedArray(many, 3, 4)));
        assertEquals(new ProblemPart("row lower", "2", "1, 0.5"), parts.get(0));
        assertEquals("3 \u00d7 4", parts.get(1).size());
        assertEquals("from -2.5 to 4, 2 not zero", parts.get(1).content());
    }

    @Test
    void partsOfPartsComeWithTheNamesAroundThem() {
        List<ProblemPart> parts = parts(DataRecord.of("thing", 1).text("name", "").integer("rows", 1200)
                .record("source", DataRecord.of("measure", 1).truth("normalised", true).build()));
        assertEquals(List.of(new ProblemPart("rows", "", "1,200"), new ProblemPart("source / normalised", "", "yes")), parts);
    }

    @Test
    void namesAreCutAndEmptyListsLeftOut() {
        List<ProblemPart> parts = parts(DataRecord.of("thing", 1).texts("rowNames", List.of("a", "b", "c", "d", "e", "f", "g"))
                .texts("columnNames", List.of()));
        assertEquals(List.of(new ProblemPart("row names", "7", "7 names: a, b, c, d, e, f, ...")), parts);
    }
}

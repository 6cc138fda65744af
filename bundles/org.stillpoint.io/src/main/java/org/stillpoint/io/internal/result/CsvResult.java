package org.stillpoint.io.internal.result;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.io.internal.arrays.CsvTable;

/** A table with a column for each vector, under its name; shorter vectors end with empty cells. */
final class CsvResult implements ResultFormat {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

    @Override
    public void write(DataRecord record, OutputStream out, String target) throws IOException {
        List<NamedArray> columns = new ArrayList<>();
        int rows = 0;
        for (Map.Entry<String, Object> field : record.fields().entrySet()) {
            if (!(field.getValue() instanceof NamedArray array) || array.shape().length != 1) {
                throw new ProblemFormatException(target, 0, "field " + field.getKey() + " is no vector, which a table cannot hold; "
                        + "expected a .npz or .json file");
            }
            columns.add(array);
            rows = Math.max(rows, array.length());
        }
        CSVPrinter printer = FORMAT.print(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
        printer.printRecord(record.names());
        Object[] cells = new Object[columns.size()];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < cells.length; column++) {
                NamedArray values = columns.get(column);
                cells[column] = row < values.length() ? Array.get(values.values(), row) : "";
            }
            printer.printRecord(cells);
        }
        printer.flush();
    }

    @Override
    public DataRecord read(InputStream in, String source, String type) throws IOException {
        DataRecord.Builder record = DataRecord.of(type, 1);
        CsvTable.read(in, source).columns().forEach(record::array);
        return record.build();
    }
}

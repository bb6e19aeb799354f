import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.messages.Severity;
import com.adobe.epubcheck.util.DefaultReportImpl;
import java.io.File;

/** Puts every EPUB named before EPUBCheck, all in one Java machine. Each finding is a line: file, severity, id, message, place; tabs between. */
public class JudgeEpub {
    public static void main(String[] books) {
        boolean clean = books.length > 0;
        for (String book : books) {
            Findings findings = new Findings(book);
            findings.initialize();
            new EpubCheck(new File(book), findings).doValidate();
            clean &= findings.count == 0;
            System.out.println(book + "\tjudged\t" + findings.count);
        }
        System.exit(clean ? 0 : 1);
    }

    private static final class Findings extends DefaultReportImpl {
        private final String book;
        int count = 0;

        Findings(String book) {
            super(book);
            this.book = book;
        }

        @Override
        public void message(Message message, EPUBLocation place, Object... arguments) {
            Severity severity = message.getSeverity();
            if (severity != Severity.FATAL && severity != Severity.ERROR && severity != Severity.WARNING) return;
            count++;
            String where = place.getPath() + ":" + place.getLine() + ":" + place.getColumn();
            System.out.println(String.join("\t", book, severity.toString(), message.getID().toString(), message.getMessage(arguments), where));
        }
    }
}

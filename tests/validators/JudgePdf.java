import java.io.File;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Puts every PDF named after the flavours (as in {@code ua1,3a}) before veraPDF, which reads each once for all of them. Each failed
 * rule is a line: file, flavour, clause, message, place; tabs between.
 */
public class JudgePdf {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        List<PDFAFlavour> flavours = Arrays.stream(arguments[0].split(",")).map(PDFAFlavour::byFlavourId).toList();
        boolean clean = arguments.length > 1;
        for (int i = 1; i < arguments.length; i++)
            clean &= failures(arguments[i], flavours) == 0;
        System.exit(clean ? 0 : 1);
    }

    private static int failures(String book, List<PDFAFlavour> flavours) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(book), flavours.get(0));
             PDFAValidator validator = Foundries.defaultInstance().createValidator(flavours)) {
            parser.setFlavours(flavours);
            List<ValidationResult> results = validator.validateAll(parser);
            if (results.size() != flavours.size()) throw new IllegalStateException("veraPDF judged " + results.size() + " flavours");
            return results.stream().mapToInt(result -> failures(book, result)).sum();
        }
    }

    private static int failures(String book, ValidationResult result) {
        String flavour = result.getPDFAFlavour().getId();
        Set<String> told = new HashSet<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            String clause = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
            if (assertion.getStatus() == TestAssertion.Status.FAILED && told.add(clause))
                System.out.println(String.join("\t", book, flavour, clause, assertion.getMessage(), assertion.getLocation().getContext()));
        }
        System.out.println(book + "\tjudged\t" + flavour + "\t" + result.getTotalAssertions() + "\t" + told.size());
        return told.size() + (result.isCompliant() ? 0 : 1);
    }
}

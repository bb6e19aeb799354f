import java.io.File;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Puts every PDF named after the flavours (as in {@code ua1,3a}) before veraPDF. Each failed rule is a line: file, flavour, clause, message, place. */
public class JudgePdf {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        boolean clean = arguments.length > 1;
        for (int i = 1; i < arguments.length; i++)
            for (String flavour : arguments[0].split(","))
                clean &= failures(arguments[i], PDFAFlavour.byFlavourId(flavour)) == 0;
        System.exit(clean ? 0 : 1);
    }

    private static int failures(String book, PDFAFlavour flavour) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(book), flavour);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            Set<String> told = new HashSet<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                String clause = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                if (assertion.getStatus() == TestAssertion.Status.FAILED && told.add(clause))
                    System.out.println(String.join("\t", book, flavour.getId(), clause, assertion.getMessage(), assertion.getLocation().getContext()));
            }
            System.out.println(book + "\tjudged\t" + flavour.getId() + "\t" + result.getTotalAssertions() + "\t" + told.size());
            return told.size() + (result.isCompliant() ? 0 : 1);
        }
    }
}

package app.tandem.sandbox.salesforce;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads a SOAP envelope in one pass; base64 of files is decoded on the way and never held as text. */
final class SoapReader {

    /** The platform's limit for a request. */
    static final long LARGEST = 50L * 1024 * 1024;

    private static final int DEEPEST = 40;
    private static final String XSI = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;
    private static final XMLInputFactory FACTORY = factory();

    private SoapReader() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        return factory;
    }

    /** The envelope; a {@link Refusal} says what is wrong with it. */
    static Node read(InputStream in) throws IOException {
        try {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(new Bounded(in));
            try {
                return envelope(xml);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof TooLarge || e.getMessage().contains(TooLarge.class.getName())) {
                throw Refusal.of("EXCEEDED_MAX_SIZE_REQUEST", "the request is larger than " + LARGEST + " bytes");
            }
            throw Refusal.client("unable to parse the request: "
                    + e.getMessage().lines().findFirst().orElse(""));
        } catch (TooLarge e) {
            throw Refusal.of("EXCEEDED_MAX_SIZE_REQUEST", "the request is larger than " + LARGEST + " bytes");
        }
    }

    private static Node envelope(XMLStreamReader xml) throws XMLStreamException, IOException {
        Deque<Node> open = new ArrayDeque<>();
        Node root = null;
        StringBuilder text = new StringBuilder();
        Base64Sink file = null;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> throw Refusal.client("a document type is not allowed");
                case XMLStreamConstants.START_ELEMENT -> {
                    Node node = start(xml);
                    if (open.size() >= DEEPEST) {
                        throw Refusal.client("the request is nested too deeply");
                    }
                    file = isFile(node, open.peek()) ? new Base64Sink() : null;
                    if (open.isEmpty()) {
                        root = node;
                    } else {
                        open.peek().children.add(node);
                    }
                    open.push(node);
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (file != null) {
                        file.take(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    } else {
                        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    Node node = open.pop();
                    if (file != null) {
                        node.content = file.content();
                        node.text = node.content == null ? "(not base64)" : "";
                        file = null;
                    } else if (node.children.isEmpty()) {
                        node.text = text.toString();
                    }
                    text.setLength(0);
                }
                default -> {}
            }
        }
        if (root == null) {
            throw Refusal.client("the request is empty");
        }
        return root;
    }

    private static Node start(XMLStreamReader xml) {
        String nil = xml.getAttributeValue(XSI, "nil");
        String namespace = xml.getNamespaceURI();
        return new Node(
                namespace == null ? "" : namespace,
                xml.getLocalName(),
                xml.getAttributeValue(XSI, "type"),
                "true".equals(nil) || "1".equals(nil));
    }

    private static boolean isFile(Node node, @Nullable Node parent) {
        if (parent == null) {
            return false;
        }
        String type = parent.value("type");
        return (node.name.equals("VersionData") && "ContentVersion".equalsIgnoreCase(type))
                || (node.name.equals("Body") && "Attachment".equalsIgnoreCase(type));
    }

    /** Decodes base64 that comes in pieces. */
    private static final class Base64Sink {
        private final Content.Sink sink = new Content.Sink();
        private final byte[] pending = new byte[32 * 1024];
        private int filled;
        private boolean wrong;

        void take(char[] chars, int start, int length) throws IOException {
            for (int i = start; i < start + length; i++) {
                char c = chars[i];
                if (c > ' ') {
                    pending[filled++] = (byte) c;
                    if (filled == pending.length) {
                        drain();
                    }
                }
            }
        }

        private void drain() throws IOException {
            try {
                byte[] whole = filled == pending.length ? pending : java.util.Arrays.copyOf(pending, filled);
                byte[] decoded = Base64.getDecoder().decode(whole);
                sink.write(decoded, 0, decoded.length);
            } catch (IllegalArgumentException e) {
                wrong = true;
            }
            filled = 0;
        }

        @Nullable
        Content content() throws IOException {
            drain();
            Content content = sink.content();
            return wrong ? null : content;
        }
    }

    private static final class TooLarge extends IOException {}

    private static final class Bounded extends FilterInputStream {
        private long left = LARGEST;

        private Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] part, int offset, int length) throws IOException {
            int n = super.read(part, offset, length);
            count(Math.max(0, n));
            return n;
        }

        private void count(int n) throws TooLarge {
            left -= n;
            if (left < 0) {
                throw new TooLarge();
            }
        }
    }
}

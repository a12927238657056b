package app.tandem.journal;

/** The book in memory is one like the other. */
class MemoryPairsTest extends PairBookContract {

    private final MemoryPairs book = new MemoryPairs();

    @Override
    PairBook book() {
        return book;
    }

    @Override
    Lease lease() {
        return new Lease(TENANT, ANNA, 1, false);
    }
}

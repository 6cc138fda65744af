package org.stillpoint.ui.internal.history;

import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.PartInitException;
import org.stillpoint.ui.internal.ViewIds;
import org.stillpoint.ui.internal.model.ShownRun;
import org.stillpoint.ui.internal.part.SessionView;
import org.stillpoint.ui.internal.part.Updates;

/** The history of runs, of this and earlier sessions and of other processes that share it. */
public final class RunsView extends SessionView {

    private IMemento restored;
    private FilterBar filter;
    private RunTable table;
    private Composite pages;
    private Composite emptyPage;
    private Link emptyText;
    private RunActions actions;
    private HistoryJob history;
    private Selection selector;
    private Updates updates;
    private volatile Listing found = Listing.EMPTY;
    private volatile String remark = "";
    private String shownMessage = "";
    private final SelectedIds selected = new SelectedIds();
    private boolean restoring;

    @Override
    public void init(IViewSite site, IMemento memento) throws PartInitException {
        super.init(site, memento);
        restored = memento;
    }

    @Override
    protected void createContent(Composite parent) {
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
        filter = new FilterBar(parent, this::arrange);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(filter.control());
        pages = new Composite(parent, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(pages);
        pages.setLayout(new StackLayout());
        table = new RunTable(pages, this::arrange);
        emptyPage = new Composite(pages, SWT.NONE);
        GridLayoutFactory.swtDefaults().margins(12, 12).applyTo(emptyPage);
        emptyText = new Link(emptyPage, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(emptyText);
        emptyText.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> follow(event.text)));
        updates = new Updates(pages, this::show);
        history = new HistoryJob(session().host(), listing -> {
            found = listing;
            updates.request();
        });
        selector = new Selection(session(), selected::handOver, this::tell);
        actions = new RunActions(getViewSite(), session(), this::tell, history::reload, this::selectAll);
        actions.addMenu(table.control());
        actions.addButtons(getViewSite().getActionBars().getToolBarManager());
        table.onSelection(this::select);
        table.onOpen(actions::showResult);
        if (restored != null) {
            restoring = true;
            table.restore(restored);
            filter.restore(restored);
            restoring = false;
        }
        arrange();
        show();
    }

    private void arrange() {
        if (!restoring) {
            history.arrange(new Arrangement(filter.filter(), table.sortedBy(), table.ascending()));
        }
    }

    private void tell(String text) {
        remark = text;
        updates.request();
    }

    private void selectAll() {
        table.control().selectAll();
        select(table.selection());
    }

    private void select(List<RunEntry> entries) {
        selected.choose(entries.stream().map(RunEntry::id).toList());
        actions.select(entries);
        selector.select(selected.ids());
        tell("");
    }

    /** The session or the host has changed. */
    @Override
    protected void refresh() {
        if (selected.adopt(session().selection().stream().map(ShownRun::id).toList())) {
            table.select(selected.ids());
            actions.select(table.selection());
        }
        history.reload();
    }

    /** Shows what the job has found. */
    private void show() {
        Listing listing = found;
        String message = listing.failure().isEmpty() ? remark : listing.failure();
        if (!message.equals(shownMessage)) {
            shownMessage = message;
            if (message.isEmpty()) {
                clearMessage();
            } else {
                showError(message);
            }
        }
        table.show(listing.entries(), selected.ids());
        actions.select(table.selection());
        boolean empty = listing.entries().isEmpty() && listing.failure().isEmpty();
        if (listing != Listing.EMPTY) {
            filter.update(listing);
        }
        if (empty) {
            emptyText.setText(listing == Listing.EMPTY ? Messages.empty_reading
                    : listing.total() == 0 ? Messages.empty_noRuns : Messages.empty_filtered);
            emptyPage.layout(true);
        }
        StackLayout layout = (StackLayout) pages.getLayout();
        Composite top = empty ? emptyPage : table.control();
        if (layout.topControl != top) {
            layout.topControl = top;
            pages.layout();
        }
    }

    private void follow(String link) {
        if (link.equals("clear")) {
            filter.clear();
            arrange();
            return;
        }
        try {
            getSite().getPage().showView(link.equals("run") ? ViewIds.RUN : ViewIds.PROBLEM);
        } catch (PartInitException failed) {
            tell(failed.getMessage());
        }
    }

    @Override
    public void saveState(IMemento memento) {
        if (table != null && !table.control().isDisposed()) {
            table.save(memento);
            filter.save(memento);
        }
    }

    @Override
    public void setFocus() {
        if (((StackLayout) pages.getLayout()).topControl == emptyPage) {
            filter.words().setFocus();
        } else {
            table.control().setFocus();
        }
    }

    @Override
    public void dispose() {
        if (actions != null) {
            history.close();
            selector.cancel();
            actions.dispose();
        }
        super.dispose();
    }
}

package org.stillpoint.workbench.internal;

import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.jface.action.ContributionItem;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.ui.IWorkbenchWindow;

/** Chooses between the light and the dark theme, or lets the system choose, which is what happens while nobody has chosen. */
final class ThemeItems extends ContributionItem {

    private static final String LIGHT = "org.eclipse.e4.ui.css.theme.e4_default";
    private static final String DARK = "org.eclipse.e4.ui.css.theme.e4_dark";
    private static final String ENGINE = "org.eclipse.e4.ui.css.swt.theme";
    private static final String CHOSEN = "themeid";

    private final IWorkbenchWindow window;

    ThemeItems(IWorkbenchWindow window) {
        this.window = window;
    }

    @Override
    public boolean isDynamic() {
        return true;
    }

    @Override
    public void fill(Menu menu, int index) {
        String chosen = preferences().get(CHOSEN, "");
        item(menu, Messages.themeSystem, chosen.isEmpty(), null);
        item(menu, Messages.themeLight, chosen.equals(LIGHT), LIGHT);
        item(menu, Messages.themeDark, chosen.equals(DARK), DARK);
    }

    private void item(Menu menu, String text, boolean selected, String theme) {
        MenuItem item = new MenuItem(menu, SWT.RADIO);
        item.setText(text);
        item.setSelection(selected);
        item.addListener(SWT.Selection, event -> {
            if (item.getSelection()) {
                choose(theme);
            }
        });
    }

    private void choose(String theme) {
        IThemeEngine engine = window.getService(IThemeEngine.class);
        String now = theme != null ? theme : Display.isSystemDarkTheme() ? DARK : LIGHT;
        // GTK does not give back the colours of the dark theme: an open window would show some of both.
        boolean later = now.equals(LIGHT) && engine.getActiveTheme() != null && engine.getActiveTheme().getId().equals(DARK);
        if (!later) {
            engine.setTheme(now, false);
        }
        if (theme != null) {
            preferences().put(CHOSEN, theme);
        } else {
            preferences().remove(CHOSEN);
        }
        if (later && MessageDialog.open(MessageDialog.QUESTION, window.getShell(), Messages.name, Messages.themeLater, SWT.SHEET,
                Messages.themeRestart, Messages.themeWait) == 0) {
            window.getWorkbench().restart();
        }
    }

    private static IEclipsePreferences preferences() {
        return InstanceScope.INSTANCE.getNode(ENGINE);
    }
}

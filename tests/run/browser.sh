# Sourced: one walk through the product in a real browser.
# shellcheck shell=bash

part_browser() {
    local folder
    if [ ! -f services/web/dist/index.html ]; then step "web build" build_web; fi
    for folder in services/web tests/web; do
        if [ -f "$folder/package-lock.json" ]; then install_packages "$folder" || { count 0 1; return; }; fi
    done
    step "build" cargo build --workspace --bins --quiet
    if start_demo "${DEMO_BINARY:-$(target_dir)/debug/otklik}"; then
        counted "browser walk" read_plain env OTKLIK_URL="$DEMO_URL" OTKLIK_SIGN_INS="$DEMO_SIGN_INS" \
            OTKLIK_CHROMIUM="$(find_chromium)" node tests/web/walk.mjs
    else
        count 0 1
    fi
    stop_demo
}
